// Generated from the routes by `npm run generate -w api-client`. Do not edit.
export interface paths {
    "/api/users/signup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign up */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/signin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in; ends the session that the browser had */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/signin/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Complete a sign-in with a second factor */
        post: operations["answerSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/signin/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a sign-in with a passkey */
        post: operations["startPasskeySignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/signin/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a passkey instead of a password */
        post: operations["signInWithPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/signout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/currentuser": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["readCurrentUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Refresh the session on the way to a page */
        get: operations["refreshSessionForPage"];
        put?: never;
        /** Exchange the refresh token for new tokens */
        post: operations["refreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys that verify sessions (RFC 7517) */
        get: operations["readSessionKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is signed in */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /** Sign out everywhere else, or everywhere */
        delete: operations["endSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one session */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your account: name, language of mails, roles */
        get: operations["readProfile"];
        /** Set your name and the language of mails */
        put: operations["changeProfile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change the password; ends all other sessions */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete your account; listings on sale are withdrawn, orders and payments stay without your address */
        post: operations["deleteAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/reauthentication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the password or a code again; the session may change factors for 15 minutes */
        post: operations["reauthenticate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one signs in besides the password */
        get: operations["readFactors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/factors/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to add an authenticator app (RFC 6238) */
        post: operations["startTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/factors/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add the authenticator app that shows this code; ends all other sessions */
        post: operations["confirmTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/factors/totp/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove the authenticator app; ends all other sessions */
        post: operations["removeTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/factors/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to add a passkey */
        post: operations["startPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/factors/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a passkey; ends all other sessions */
        post: operations["addPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/factors/passkeys/{id}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove a passkey; ends all other sessions */
        post: operations["removePasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/factors/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace the recovery codes */
        post: operations["renewRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/email-verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mail the link that confirms the address again */
        post: operations["requestEmailVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/email-verification/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm an address with the token of the mailed link */
        post: operations["confirmEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mail a link that sets a new password */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/password-reset/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password with the token of the mailed link */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tickets on sale */
        get: operations["searchTickets"];
        put?: never;
        /** List a ticket for sale */
        post: operations["listTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tickets/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your listings in every state, newest first */
        get: operations["listOwnTickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tickets/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live updates of tickets (server-sent events) */
        get: operations["followTickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tickets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a ticket */
        get: operations["readTicket"];
        /** Change a listing */
        put: operations["editTicket"];
        post?: never;
        /** Take a listing off sale */
        delete: operations["withdrawTicket"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tickets/{id}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tickets on sale that resemble one, most similar first */
        get: operations["readSimilarTickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tickets/{id}/seller": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Since when a ticket’s seller has been selling, and how much */
        get: operations["readSeller"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tickets/{id}/relisting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Relist a withdrawn listing */
        post: operations["relistTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tickets/{id}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the picture of a listing */
        put: operations["setPicture"];
        post?: never;
        /** Remove the picture of a listing */
        delete: operations["removePicture"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tickets/{id}/picture/{pictureId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The picture of a listing */
        get: operations["readPicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Places, by the beginning of a name */
        get: operations["searchPlaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/places/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add a place, or correct its name or time zone
         * @description Only for people with the role `operator`.
         */
        put: operations["savePlace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Found an organiser and own it */
        post: operations["createOrganiser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisers/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organisers that you are a member of */
        get: operations["listOwnOrganisers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisers/{id}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give a person a role in an organiser */
        put: operations["setMember"];
        post?: never;
        /** Remove a person from an organiser */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/venues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The venues of your organiser */
        get: operations["listVenues"];
        put?: never;
        /** Add a venue or vehicle, with its seat map if you have it */
        post: operations["createVenue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/venues/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a venue of your organiser, with its newest seat map */
        get: operations["readVenue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/venues/{id}/seat-map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace the seat map of a venue; what is on sale keeps its own */
        put: operations["replaceSeatMap"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Performances and departures with seats, soonest first */
        get: operations["searchPerformances"];
        put?: never;
        /** Prepare a performance or departure */
        post: operations["draftPerformance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performances/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The performances of your organisers in every state, newest first */
        get: operations["listOwnPerformances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performances/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a performance with its seats */
        get: operations["readPerformance"];
        /** Change a draft, or the texts, times and prices of a published performance */
        put: operations["editPerformance"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performances/{id}/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bookings of a performance that have tickets, for those who admit people */
        get: operations["readManifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performances/{id}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a performance on sale with the seat map of the moment */
        post: operations["publishPerformance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performances/{id}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the sale of a performance */
        post: operations["closeSale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performances/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a performance for good; its orders end and are refunded */
        post: operations["cancelPerformance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performances/{id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The refunds of a performance, newest first */
        get: operations["listRefunds"];
        put?: never;
        /** Refund a paid order of a performance, or some of its places */
        post: operations["requestRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish a departure that repeats, always for the next 30 days */
        post: operations["createSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The schedules of your organisers, also those that were ended */
        get: operations["listOwnSchedules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a schedule; departures that are published stay on sale */
        delete: operations["endSchedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisers/{id}/crew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The people who work on the departures of an organiser */
        get: operations["readCrewMembers"];
        put?: never;
        /** Add somebody to the crew of an organiser */
        post: operations["addCrewMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisers/{id}/crew/{crewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace what is known about somebody of the crew */
        put: operations["changeCrewMember"];
        post?: never;
        /** Erase somebody of the crew, with their duties */
        delete: operations["removeCrewMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/venues/{id}/crew-needs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace whom each departure of a vehicle needs */
        put: operations["replaceCrewNeeds"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performances/{id}/crew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The crew of a departure, and who is missing */
        get: operations["readCrew"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/performances/{id}/crew/{crewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Assign somebody to a departure, in a role */
        put: operations["assignCrew"];
        post?: never;
        /** Take somebody off a departure */
        delete: operations["unassignCrew"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your orders */
        get: operations["listOrders"];
        put?: never;
        /** Reserve a ticket, or places of an event */
        post: operations["reserveTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live updates of your orders (server-sent events) */
        get: operations["followOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/performances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many places of departures are free, by price category */
        get: operations["readFreePlaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/performances/{id}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which places of an event are free */
        get: operations["readFreeSeats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/performances/{id}/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your place in the waiting list of an event */
        get: operations["readWaiting"];
        put?: never;
        /** Wait for places of a sold-out event */
        post: operations["joinWaitingList"];
        /** Leave the waiting list of an event */
        delete: operations["leaveWaitingList"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The terms of a reservation */
        get: operations["readReservationTerms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an order */
        get: operations["readOrder"];
        put?: never;
        post?: never;
        /** Cancel an order and release its ticket */
        delete: operations["cancelOrder"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give back some places of an unpaid order */
        post: operations["releasePlaces"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your bookings */
        get: operations["listBookings"];
        put?: never;
        /** Book places of an event or a journey for a party */
        post: operations["book"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live updates of your bookings (server-sent events) */
        get: operations["followBookings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/cancellations/{performanceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the cancellation of a performance is: orders, refunds and mails */
        get: operations["readCancellation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/sagas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sagas by state, or of an order or person
         * @description Only for people with the role `operator`.
         */
        get: operations["listSagas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/sagas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A saga: its steps, its history, and a diagram of its definition
         * @description Only for people with the role `operator`.
         */
        get: operations["readSaga"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/sagas/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the next attempt of a saga due now
         * @description Only for people with the role `operator`.
         */
        post: operations["retrySaga"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/sagas/{id}/compensation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo a saga
         * @description Only for people with the role `operator`.
         */
        post: operations["compensateSaga"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bookings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a booking */
        get: operations["readBooking"];
        put?: never;
        post?: never;
        /** Cancel a booking and release its places */
        delete: operations["cancelBooking"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pay an order */
        post: operations["payOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/intents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a payment that the browser confirms; returns the open attempt if there is one */
        post: operations["openPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/{paymentId}/settlement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask Stripe for the outcome of a payment and record it */
        post: operations["settlePayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payments of one of your orders; the one that succeeded is the receipt */
        get: operations["listPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a browser reaches Stripe */
        get: operations["readPaymentConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Events from Stripe */
        post: operations["receiveStripeEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Overview of everything pending
         * @description Only for people with the role `operator`.
         */
        get: operations["readOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/dead-letter-topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open letters per dead-letter topic: count, age, errors
         * @description Only for people with the role `operator`.
         */
        get: operations["listDeadLetterTopics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything about an order
         * @description Only for people with the role `operator`.
         */
        get: operations["readOrderView"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dead letters, newest first
         * @description Only for people with the role `operator`.
         */
        get: operations["listLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything about a dead letter
         * @description Only for people with the role `operator`.
         */
        get: operations["readLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/letters/{id}/edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resend a letter with another value; the record keeps the original
         * @description Only for people with the role `operator`.
         */
        post: operations["editLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dead letters grouped by consumer group, topic and error
         * @description Only for people with the role `operator`.
         */
        get: operations["groupLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Replays, newest first
         * @description Only for people with the role `operator`.
         */
        get: operations["listReplays"];
        put?: never;
        /**
         * Resend letters to the group that failed to process them
         * @description Only for people with the role `operator`.
         */
        post: operations["startReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/replays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Progress of a replay
         * @description Only for people with the role `operator`.
         */
        get: operations["readReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/replays/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a replay; letters already sent are not recalled
         * @description Only for people with the role `operator`.
         */
        post: operations["cancelReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/discards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discard letters; for versioned events, choose what happens to their versions
         * @description Only for people with the role `operator`.
         */
        post: operations["discardLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Letters with their bytes, one JSON object per line, oldest first
         * @description Only for people with the role `operator`.
         */
        get: operations["exportLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what, when and why; newest first
         * @description Only for people with the role `operator`.
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @example {
         *       "id": "66f0c0ffee0123456789abcd",
         *       "email": "buyer@example.com"
         *     }
         */
        User: {
            id: string;
            email: string;
        };
        Errors: {
            errors: {
                message: string;
                field?: string;
                code?: string;
            }[];
        };
        CurrentUser: {
            id: string;
            email: string;
            roles: string[];
            /** @description Roles that need a sign-in with a second factor */
            withheldRoles: string[];
            emailVerified: boolean;
        };
        Session: {
            id: string;
            /** @description Browser and system, such as "Firefox on Linux" */
            device: string | null;
            /** @description Network of the address; null for a private one */
            network: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUsedAt: string;
            /**
             * Format: date-time
             * @description When it ends unless it is used
             */
            endsAt: string;
            isCurrent: boolean;
        };
        /**
         * @example {
         *       "email": "buyer@example.com",
         *       "emailVerified": true,
         *       "name": "Lea Meier",
         *       "language": "de",
         *       "roles": [],
         *       "createdAt": "2027-05-01T10:00:00.000Z"
         *     }
         */
        Profile: {
            email: string;
            emailVerified: boolean;
            name: string | null;
            /** @enum {string} */
            language: "en" | "de";
            roles: string[];
            /** Format: date-time */
            createdAt: string;
        };
        Factors: {
            /** @description The authenticator app */
            totp: {
                /** Format: date-time */
                enabledAt: string;
            } | null;
            passkeys: {
                id: string;
                name: string;
                /** Format: date-time */
                createdAt: string;
                lastUsedAt: string | null;
            }[];
            recoveryCodesLeft: number;
        };
        Verification: {
            emailVerified: boolean;
        };
        /**
         * @example {
         *       "id": "66f0c0ffee0123456789abce",
         *       "title": "Night train",
         *       "price": 69.5,
         *       "currency": "USD",
         *       "userId": "66f0c0ffee0123456789abcd",
         *       "version": 0,
         *       "status": "available",
         *       "orderId": null,
         *       "description": null,
         *       "category": "travel",
         *       "venue": null,
         *       "city": null,
         *       "from": "Berlin",
         *       "to": "Wien",
         *       "startsAt": "2027-07-15T17:30:00.000Z",
         *       "saleEndsAt": null,
         *       "isSaleOver": false,
         *       "timeZone": "Europe/Berlin",
         *       "pictureUrl": null,
         *       "reservedUntil": null,
         *       "soldAt": null,
         *       "createdAt": "2027-05-01T10:00:00.000Z",
         *       "updatedAt": "2027-05-01T10:00:00.000Z"
         *     }
         */
        Ticket: {
            id: string;
            title: string;
            price: number;
            currency: string;
            userId: string;
            version: number;
            /** @enum {string} */
            status: "available" | "reserved" | "sold" | "withdrawn";
            orderId: string | null;
            description: string | null;
            /** @enum {string} */
            category: "concert" | "sport" | "theatre" | "festival" | "comedy" | "travel" | "other";
            venue: string | null;
            city: string | null;
            from: string | null;
            to: string | null;
            startsAt: string | null;
            /** @description As the seller set it; null for the start. */
            saleEndsAt: string | null;
            /** @description Whether it is too late to reserve the ticket, whatever its status. */
            isSaleOver: boolean;
            /** @description IANA time zone of the event’s place. */
            timeZone: string | null;
            /** @description 800 × 1000 WebP; null without a picture. */
            pictureUrl: string | null;
            /** @description When the reservation expires if unpaid, by the clock of the X-Server-Time header. */
            reservedUntil: string | null;
            soldAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        Seller: {
            /**
             * @description Month of the first listing
             * @example 2027-05
             */
            since: string;
            /** @description Tickets sold, counted up to 1,000 */
            soldTickets: number;
        };
        /**
         * @example {
         *       "id": "berlin-de",
         *       "name": "Berlin",
         *       "country": "Germany",
         *       "timeZone": "Europe/Berlin"
         *     }
         */
        Place: {
            id: string;
            name: string;
            country: string;
            timeZone: string;
        };
        /**
         * @example {
         *       "id": "66f0c0ffee0123456789abc1",
         *       "name": "Kammersaal",
         *       "members": [
         *         {
         *           "userId": "66f0c0ffee0123456789abcd",
         *           "role": "owner"
         *         }
         *       ],
         *       "createdAt": "2027-05-01T10:00:00.000Z"
         *     }
         */
        Organiser: {
            id: string;
            name: string;
            members: {
                userId: string;
                /** @enum {string} */
                role: "owner" | "box_office" | "scanner" | "finance";
            }[];
            /** Format: date-time */
            createdAt: string;
        };
        /**
         * @example {
         *       "id": "66f0c0ffee0123456789abc2",
         *       "organiserId": "66f0c0ffee0123456789abc1",
         *       "name": "Kammersaal",
         *       "place": {
         *         "id": "berlin-de",
         *         "name": "Berlin",
         *         "country": "Germany",
         *         "timeZone": "Europe/Berlin"
         *       },
         *       "seatMapVersion": 1,
         *       "crewNeeds": [],
         *       "createdAt": "2027-05-01T10:00:00.000Z"
         *     }
         */
        Venue: {
            id: string;
            organiserId: string;
            name: string;
            place: components["schemas"]["Place"];
            /** @description Of the newest seat map; 0 without one */
            seatMapVersion: number;
            /** @description Whom each departure of the vehicle needs */
            crewNeeds: {
                /** @example driver */
                role: string;
                count: number;
                /**
                 * @description Each has all of these
                 * @default []
                 */
                qualifications: string[];
                /**
                 * @description So many of them have another one, too
                 * @default []
                 */
                atLeast: {
                    /** @example class-482 */
                    qualification: string;
                    count: number;
                }[];
            }[];
            /** Format: date-time */
            createdAt: string;
        };
        /**
         * @example {
         *       "id": "66f0c0ffee0123456789abc2",
         *       "organiserId": "66f0c0ffee0123456789abc1",
         *       "name": "Kammersaal",
         *       "place": {
         *         "id": "berlin-de",
         *         "name": "Berlin",
         *         "country": "Germany",
         *         "timeZone": "Europe/Berlin"
         *       },
         *       "seatMapVersion": 1,
         *       "crewNeeds": [],
         *       "createdAt": "2027-05-01T10:00:00.000Z",
         *       "seatMap": null,
         *       "seatCount": 0,
         *       "standingQuota": 0
         *     }
         */
        VenueWithSeats: {
            id: string;
            organiserId: string;
            name: string;
            place: components["schemas"]["Place"];
            /** @description Of the newest seat map; 0 without one */
            seatMapVersion: number;
            /** @description Whom each departure of the vehicle needs */
            crewNeeds: {
                /** @example driver */
                role: string;
                count: number;
                /**
                 * @description Each has all of these
                 * @default []
                 */
                qualifications: string[];
                /**
                 * @description So many of them have another one, too
                 * @default []
                 */
                atLeast: {
                    /** @example class-482 */
                    qualification: string;
                    count: number;
                }[];
            }[];
            /** Format: date-time */
            createdAt: string;
            seatMap: components["schemas"]["SeatMap"] | null;
            seatCount: number;
            standingQuota: number;
        };
        /**
         * @example {
         *       "version": 1,
         *       "sections": [
         *         {
         *           "id": "stalls",
         *           "name": "Stalls",
         *           "rows": [
         *             {
         *               "label": "A",
         *               "categoryId": "a",
         *               "seats": [
         *                 {
         *                   "id": "stalls:A:1",
         *                   "number": "1",
         *                   "x": 1
         *                 }
         *               ]
         *             }
         *           ],
         *           "standing": null
         *         }
         *       ]
         *     }
         */
        SeatMap: {
            version: number;
            sections: {
                id: string;
                name: string;
                rows: {
                    label: string;
                    categoryId: string;
                    seats: components["schemas"]["Seat"][];
                }[];
                standing: {
                    quota: number;
                    categoryId: string;
                } | null;
            }[];
        };
        /**
         * @example {
         *       "id": "stalls:A:1",
         *       "number": "1",
         *       "x": 1
         *     }
         */
        Seat: {
            /** @description section:row:number */
            id: string;
            number: string;
            x: number;
            /** @constant */
            isAccessible?: true;
            /** @constant */
            hasRestrictedView?: true;
        };
        /**
         * @example {
         *       "id": "66f0c0ffee0123456789abc3",
         *       "organiserId": "66f0c0ffee0123456789abc1",
         *       "kind": "performance",
         *       "title": "An evening of string quartets",
         *       "place": {
         *         "id": "berlin-de",
         *         "name": "Berlin",
         *         "timeZone": "Europe/Berlin"
         *       },
         *       "venue": {
         *         "id": "66f0c0ffee0123456789abc2",
         *         "name": "Kammersaal"
         *       },
         *       "startsAt": "2027-05-01T17:30:00.000Z",
         *       "timeZone": "Europe/Berlin",
         *       "origin": null,
         *       "destination": null,
         *       "arrivesAt": null,
         *       "saleStartsAt": null,
         *       "saleEndsAt": null,
         *       "status": "on_sale",
         *       "fromPrice": 49,
         *       "fares": [],
         *       "currency": "USD",
         *       "description": null,
         *       "maxParty": 8,
         *       "categories": [
         *         {
         *           "id": "a",
         *           "name": "Category A",
         *           "price": 49,
         *           "fareClass": null
         *         }
         *       ],
         *       "version": 0
         *     }
         */
        Performance: {
            id: string;
            organiserId: string;
            /** @enum {string} */
            kind: "performance" | "departure";
            title: string;
            /** @description Where it takes place, or begins */
            place: components["schemas"]["PerformancePlace"];
            venue: {
                id: string;
                name: string;
            };
            /** Format: date-time */
            startsAt: string;
            /** @description IANA zone of its place */
            timeZone: string;
            origin: components["schemas"]["PerformancePlace"] | null;
            destination: components["schemas"]["PerformancePlace"] | null;
            arrivesAt: string | null;
            /** @description null for at once */
            saleStartsAt: string | null;
            /** @description null for the start */
            saleEndsAt: string | null;
            /** @enum {string} */
            status: "draft" | "on_sale" | "closed" | "cancelled";
            /** @description Of the cheapest category; null without one */
            fromPrice: number | null;
            /** @description Classes of a departure, best first, with their cheapest price and their categories */
            fares: {
                /** @enum {string} */
                fareClass: "first" | "business" | "premium" | "second" | "economy";
                fromPrice: number;
                categoryIds: string[];
            }[];
            currency: string;
            description: string | null;
            maxParty: number;
            categories: {
                id: string;
                name: string;
                price: number;
                fareClass: ("first" | "business" | "premium" | "second" | "economy") | null;
            }[];
            /** @description For members only */
            heldBack?: {
                name: string;
                seatIds: string[];
            }[];
            /** @description Absent unless it was cancelled */
            cancellation?: {
                reason: string;
                /** Format: date-time */
                at: string;
            };
            /** @description Of its last event; null for a draft */
            version: number | null;
        };
        PerformancePlace: {
            id: string;
            name: string;
            timeZone: string;
        };
        /**
         * @example {
         *       "id": "66f0c0ffee0123456789abc3",
         *       "organiserId": "66f0c0ffee0123456789abc1",
         *       "kind": "performance",
         *       "title": "An evening of string quartets",
         *       "place": {
         *         "id": "berlin-de",
         *         "name": "Berlin",
         *         "timeZone": "Europe/Berlin"
         *       },
         *       "venue": {
         *         "id": "66f0c0ffee0123456789abc2",
         *         "name": "Kammersaal"
         *       },
         *       "startsAt": "2027-05-01T17:30:00.000Z",
         *       "timeZone": "Europe/Berlin",
         *       "origin": null,
         *       "destination": null,
         *       "arrivesAt": null,
         *       "saleStartsAt": null,
         *       "saleEndsAt": null,
         *       "status": "on_sale",
         *       "fromPrice": 49,
         *       "fares": [],
         *       "currency": "USD"
         *     }
         */
        PerformanceSummary: {
            id: string;
            organiserId: string;
            /** @enum {string} */
            kind: "performance" | "departure";
            title: string;
            /** @description Where it takes place, or begins */
            place: components["schemas"]["PerformancePlace"];
            venue: {
                id: string;
                name: string;
            };
            /** Format: date-time */
            startsAt: string;
            /** @description IANA zone of its place */
            timeZone: string;
            origin: components["schemas"]["PerformancePlace"] | null;
            destination: components["schemas"]["PerformancePlace"] | null;
            arrivesAt: string | null;
            /** @description null for at once */
            saleStartsAt: string | null;
            /** @description null for the start */
            saleEndsAt: string | null;
            /** @enum {string} */
            status: "draft" | "on_sale" | "closed" | "cancelled";
            /** @description Of the cheapest category; null without one */
            fromPrice: number | null;
            /** @description Classes of a departure, best first, with their cheapest price and their categories */
            fares: {
                /** @enum {string} */
                fareClass: "first" | "business" | "premium" | "second" | "economy";
                fromPrice: number;
                categoryIds: string[];
            }[];
            currency: string;
        };
        /**
         * @example {
         *       "id": "66f0c0ffee0123456789abc3",
         *       "organiserId": "66f0c0ffee0123456789abc1",
         *       "kind": "performance",
         *       "title": "An evening of string quartets",
         *       "place": {
         *         "id": "berlin-de",
         *         "name": "Berlin",
         *         "timeZone": "Europe/Berlin"
         *       },
         *       "venue": {
         *         "id": "66f0c0ffee0123456789abc2",
         *         "name": "Kammersaal"
         *       },
         *       "startsAt": "2027-05-01T17:30:00.000Z",
         *       "timeZone": "Europe/Berlin",
         *       "origin": null,
         *       "destination": null,
         *       "arrivesAt": null,
         *       "saleStartsAt": null,
         *       "saleEndsAt": null,
         *       "status": "on_sale",
         *       "fromPrice": 49,
         *       "fares": [],
         *       "currency": "USD",
         *       "description": null,
         *       "maxParty": 8,
         *       "categories": [
         *         {
         *           "id": "a",
         *           "name": "Category A",
         *           "price": 49,
         *           "fareClass": null
         *         }
         *       ],
         *       "version": 0,
         *       "organiser": {
         *         "id": "66f0c0ffee0123456789abc1",
         *         "name": "Kammersaal"
         *       },
         *       "seatMap": null
         *     }
         */
        PerformanceWithSeats: {
            id: string;
            organiserId: string;
            /** @enum {string} */
            kind: "performance" | "departure";
            title: string;
            /** @description Where it takes place, or begins */
            place: components["schemas"]["PerformancePlace"];
            venue: {
                id: string;
                name: string;
            };
            /** Format: date-time */
            startsAt: string;
            /** @description IANA zone of its place */
            timeZone: string;
            origin: components["schemas"]["PerformancePlace"] | null;
            destination: components["schemas"]["PerformancePlace"] | null;
            arrivesAt: string | null;
            /** @description null for at once */
            saleStartsAt: string | null;
            /** @description null for the start */
            saleEndsAt: string | null;
            /** @enum {string} */
            status: "draft" | "on_sale" | "closed" | "cancelled";
            /** @description Of the cheapest category; null without one */
            fromPrice: number | null;
            /** @description Classes of a departure, best first, with their cheapest price and their categories */
            fares: {
                /** @enum {string} */
                fareClass: "first" | "business" | "premium" | "second" | "economy";
                fromPrice: number;
                categoryIds: string[];
            }[];
            currency: string;
            description: string | null;
            maxParty: number;
            categories: {
                id: string;
                name: string;
                price: number;
                fareClass: ("first" | "business" | "premium" | "second" | "economy") | null;
            }[];
            /** @description For members only */
            heldBack?: {
                name: string;
                seatIds: string[];
            }[];
            /** @description Absent unless it was cancelled */
            cancellation?: {
                reason: string;
                /** Format: date-time */
                at: string;
            };
            /** @description Of its last event; null for a draft */
            version: number | null;
            organiser: {
                id: string;
                name: string;
            };
            seatMap: components["schemas"]["SeatMap"] | null;
        };
        /**
         * @example {
         *       "bookingId": "0192c9a4-5b0e-7c1d-9f3a-2e6d8b7a4c10",
         *       "issuedAt": "2027-05-01T12:00:00.000Z",
         *       "places": [
         *         {
         *           "ticketNumber": "7K2M-QX4D-01",
         *           "label": "Coach 4, row 2, seat 11",
         *           "sectionId": "coach-4",
         *           "seatId": "coach-4:2:11"
         *         }
         *       ]
         *     }
         */
        ManifestEntry: {
            bookingId: string;
            /** Format: date-time */
            issuedAt: string;
            places: {
                ticketNumber: string;
                label: string;
                sectionId: string;
                /** @description Absent for a standing place. */
                seatId?: string;
            }[];
        };
        Refund: {
            /** Format: uuid */
            id: string;
            performanceId: string;
            /** Format: uuid */
            orderId: string;
            whole: boolean;
            seats: string[];
            standing: {
                sectionId: string;
                quantity: number;
            } | null;
            reason: string;
            /** Format: date-time */
            requestedAt: string;
            /** @enum {string} */
            status: "requested" | "refunded" | "refused";
            /** @description Why it was refused: `order_not_found`, `order_unpaid`, `order_cancelled`, `order_of_booking`, `unknown_place` */
            code: string | null;
            /** @description What the buyer gets back for it; 0 as long as it is not known */
            amount: number;
            currency: string;
        };
        Schedule: {
            id: string;
            organiserId: string;
            title: string;
            description: string | null;
            venue: {
                id: string;
                name: string;
                seatMapVersion: number;
            };
            origin: {
                id: string;
                name: string;
                timeZone: string;
            };
            destination: {
                id: string;
                name: string;
                timeZone: string;
            };
            weekdays: number[];
            leavesAt: string;
            durationMinutes: number;
            saleOpensDaysBefore: number | null;
            maxParty: number;
            categories: {
                id: string;
                name: string;
                price: number;
                fareClass: ("first" | "business" | "premium" | "second" | "economy") | null;
            }[];
            /** Format: date */
            from: string;
            /** Format: date */
            until: string;
            /**
             * Format: date
             * @description Departures up to this day are published
             */
            publishedUntil: string;
            endedAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        /**
         * @example {
         *       "id": "66f0c0ffee0123456789abc5",
         *       "name": null,
         *       "staffNumber": "4711",
         *       "organiserId": "66f0c0ffee0123456789abc1",
         *       "qualifications": [
         *         {
         *           "name": "class-482",
         *           "validUntil": "2028-12-31"
         *         }
         *       ],
         *       "createdAt": "2027-05-01T10:00:00.000Z"
         *     }
         */
        CrewMember: {
            id: string;
            name: string | null;
            staffNumber: string | null;
            organiserId: string;
            qualifications: {
                name: string;
                validUntil: string | null;
            }[];
            /** Format: date-time */
            createdAt: string;
        };
        /**
         * @example {
         *       "needs": [
         *         {
         *           "role": "driver",
         *           "count": 1,
         *           "qualifications": [
         *             "class-482"
         *           ],
         *           "atLeast": []
         *         }
         *       ],
         *       "crew": [
         *         {
         *           "id": "66f0c0ffee0123456789abc5",
         *           "name": null,
         *           "staffNumber": "4711",
         *           "role": "driver",
         *           "problems": []
         *         }
         *       ],
         *       "missing": []
         *     }
         */
        Crew: {
            /** @description Whom each departure of the vehicle needs */
            needs: {
                /** @example driver */
                role: string;
                count: number;
                /**
                 * @description Each has all of these
                 * @default []
                 */
                qualifications: string[];
                /**
                 * @description So many of them have another one, too
                 * @default []
                 */
                atLeast: {
                    /** @example class-482 */
                    qualification: string;
                    count: number;
                }[];
            }[];
            crew: {
                id: string;
                name: string | null;
                staffNumber: string | null;
                role: string;
                /** @description Why somebody who is assigned can’t work any more; they count as missing */
                problems: ("role_not_needed" | "not_qualified" | "qualification_expired" | "on_duty_elsewhere")[];
            }[];
            /** @description Nothing for a complete crew; with a qualification: some of those who are there need it, too */
            missing: {
                role: string;
                count: number;
                qualification: string | null;
            }[];
        };
        /**
         * @example {
         *       "id": "0192c9a4-5b0e-7c1d-9f3a-2e6d8b7a4c10",
         *       "userId": "66f0c0ffee0123456789abcd",
         *       "status": "created",
         *       "createdAt": "2027-05-01T12:00:00.000Z",
         *       "expiresAt": "2027-05-01T12:15:00.000Z",
         *       "serverTime": "2027-05-01T12:00:00.000Z",
         *       "version": 0,
         *       "total": 69.5,
         *       "currency": "USD",
         *       "items": [
         *         {
         *           "kind": "ticket",
         *           "label": "Night train",
         *           "price": 69.5
         *         }
         *       ],
         *       "ticket": {
         *         "id": "66f0c0ffee0123456789abce",
         *         "title": "Night train",
         *         "price": 69.5,
         *         "currency": "USD"
         *       }
         *     }
         */
        Order: {
            /** Format: uuid */
            id: string;
            userId: string;
            /** @enum {string} */
            status: "created" | "awaiting_payment" | "complete" | "cancelled";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: date-time
             * @description The server’s clock, to which expiresAt refers.
             */
            serverTime: string;
            version: number;
            /** @description Sum of the prices of its items. */
            total: number;
            currency: string;
            items: components["schemas"]["OrderItem"][];
            /** @description Places that the order does not have any more: its buyer gave them back, or the organiser refunds them. */
            returned?: components["schemas"]["ReturnedItem"][];
            /** @description The ticket, unless the order is for places of an event. */
            ticket?: {
                id: string;
                title: string;
                price: number;
                currency: string;
            };
            /** @description The event whose places the order is for. */
            performance?: {
                id: string;
                title: string;
                /** Format: date-time */
                startsAt: string;
                timeZone: string;
            };
            /**
             * Format: uuid
             * @description The booking that it belongs to; absent without one.
             */
            bookingId?: string;
            /**
             * @description Not paid in time, released by its buyer, or its event was cancelled or it was refunded by the organiser: what was paid is returned.
             * @enum {string}
             */
            cancelReason?: "expired" | "buyer" | "event_cancelled" | "refunded";
            refund?: {
                /** @constant */
                status: "refunded";
                amount: number;
            };
        };
        OrderItem: {
            /** @enum {string} */
            kind: "ticket" | "seat" | "standing";
            label: string;
            price: number;
            sectionId?: string;
            seatId?: string;
        };
        ReturnedItem: {
            /** @enum {string} */
            kind: "ticket" | "seat" | "standing";
            label: string;
            price: number;
            sectionId?: string;
            seatId?: string;
            /** @enum {string} */
            reason: "buyer" | "refunded";
        };
        ReservedOrder: {
            /** Format: uuid */
            id: string;
            userId: string;
            /** @enum {string} */
            status: "created" | "awaiting_payment" | "complete" | "cancelled";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: date-time
             * @description The server’s clock, to which expiresAt refers.
             */
            serverTime: string;
            version: number;
            /** @description Sum of the prices of its items. */
            total: number;
            currency: string;
            items: components["schemas"]["OrderItem"][];
            /** @description Places that the order does not have any more: its buyer gave them back, or the organiser refunds them. */
            returned?: components["schemas"]["ReturnedItem"][];
            /** @description The ticket, unless the order is for places of an event. */
            ticket?: {
                id: string;
                title: string;
                price: number;
                currency: string;
            };
            /** @description The event whose places the order is for. */
            performance?: {
                id: string;
                title: string;
                /** Format: date-time */
                startsAt: string;
                timeZone: string;
            };
            /**
             * Format: uuid
             * @description The booking that it belongs to; absent without one.
             */
            bookingId?: string;
            /**
             * @description Not paid in time, released by its buyer, or its event was cancelled or it was refunded by the organiser: what was paid is returned.
             * @enum {string}
             */
            cancelReason?: "expired" | "buyer" | "event_cancelled" | "refunded";
            refund?: {
                /** @constant */
                status: "refunded";
                amount: number;
            };
            /** @description Signed by orders. Sent with the payment, it makes the order payable before payments has received its event */
            statement: string;
        };
        /**
         * @example {
         *       "performanceId": "66f0c0ffee0123456789abc3",
         *       "free": {
         *         "first": 12,
         *         "second": 140
         *       }
         *     }
         */
        FreePlaces: {
            performanceId: string;
            /** @description Price category → free places */
            free: {
                [key: string]: number;
            };
        };
        FreeSeats: {
            performanceId: string;
            /** @enum {string} */
            status: "on_sale" | "not_yet" | "over" | "closed" | "cancelled";
            /** @description Section → row → a character per seat, in the order of the seat map: 1 free, 0 not available */
            seats: {
                [key: string]: {
                    [key: string]: string;
                };
            };
            /** @description Section → free places */
            standing: {
                [key: string]: number;
            };
        };
        Waiting: {
            entry: components["schemas"]["WaitingEntry"] | null;
        };
        WaitingEntry: {
            performanceId: string;
            quantity: number;
            /** @description Place in the list; 1 is the next */
            position: number;
            /** Format: date-time */
            joinedAt: string;
        };
        ReservationTerms: {
            /** @description How long a reservation holds a ticket. */
            reservationSeconds: number;
        };
        /**
         * @example {
         *       "id": "0192c9a4-5b0e-4c1d-9f3a-2e6d8b7a4c10",
         *       "performanceId": "66f0c0ffee0123456789abcf",
         *       "status": "awaiting_payment",
         *       "createdAt": "2027-05-01T12:00:00.000Z",
         *       "serverTime": "2027-05-01T12:00:01.000Z",
         *       "version": 5,
         *       "passengers": [
         *         "Ada Lovelace"
         *       ],
         *       "order": {
         *         "id": "0192c9a4-5b0e-7c1d-9f3a-2e6d8b7a4c11",
         *         "title": "Berlin → Vienna",
         *         "startsAt": "2027-05-02T06:12:00.000Z",
         *         "timeZone": "Europe/Berlin",
         *         "expiresAt": "2027-05-01T12:15:00.000Z",
         *         "total": 69.5,
         *         "currency": "EUR",
         *         "places": [
         *           {
         *             "kind": "seat",
         *             "label": "Coach 3, seat 12",
         *             "price": 69.5,
         *             "sectionId": "coach-3",
         *             "seatId": "coach-3:1:12"
         *           }
         *         ]
         *       }
         *     }
         */
        Booking: {
            /** Format: uuid */
            id: string;
            performanceId: string;
            /**
             * @description reserving: the places are being reserved. awaiting_payment: pay the order until it expires. issuing: paid, the tickets follow. cancelling: what was reserved or paid is being undone.
             * @enum {string}
             */
            status: "reserving" | "awaiting_payment" | "issuing" | "complete" | "cancelling" | "cancelled";
            /** @description Why it was undone: `expired`, `cancelled` and `buyer` (released by its buyer), `event_cancelled`, `timed_out`, or the code with which its places were refused. */
            cancelReason?: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description The server’s clock, to which expiresAt refers.
             */
            serverTime: string;
            version: number;
            passengers: string[];
            /** @description What is reserved; absent before. */
            order?: {
                /**
                 * Format: uuid
                 * @description The order to pay; it shows a refund, too.
                 */
                id: string;
                title: string;
                /** Format: date-time */
                startsAt: string;
                timeZone: string;
                /** Format: date-time */
                expiresAt: string;
                total: number;
                currency: string;
                places: components["schemas"]["BookedPlace"][];
            };
        };
        BookedPlace: {
            /** @enum {string} */
            kind: "seat" | "standing";
            label: string;
            price: number;
            sectionId: string;
            seatId?: string;
            /** @description Who takes this place, if the buyer has said so. */
            passenger?: string;
            /** @description Once the ticket is issued. */
            ticketNumber?: string;
        };
        /**
         * @example {
         *       "performanceId": "66f0c0ffee0123456789abcf",
         *       "status": "running",
         *       "step": "refunds",
         *       "startedAt": "2027-05-01T12:00:00.000Z",
         *       "updatedAt": "2027-05-01T12:00:09.000Z",
         *       "orders": {
         *         "live": 0,
         *         "ended": 121,
         *         "paid": 120
         *       },
         *       "refunds": {
         *         "refunded": 118,
         *         "underWay": 2,
         *         "failed": 0,
         *         "amounts": [
         *           {
         *             "currency": "USD",
         *             "amount": 5782
         *           }
         *         ]
         *       }
         *     }
         */
        Cancellation: {
            performanceId: string;
            /**
             * @description completed: everybody has the money back and has been told. stuck: nothing has changed for an hour.
             * @enum {string}
             */
            status: "running" | "stuck" | "completed";
            /**
             * @description What is awaited; absent once it is completed.
             * @enum {string}
             */
            step?: "sales" | "orders" | "refunds" | "notices";
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description Absent before orders has counted */
            orders?: {
                /** @description Not ended yet */
                live: number;
                /** @description Ended by the cancellation */
                ended: number;
                /** @description Of these, how many were paid */
                paid: number;
            };
            /** @description Absent before payments has counted */
            refunds?: {
                refunded: number;
                underWay: number;
                /** @description Refused by the bank; tried again */
                failed: number;
                /** @description Given back */
                amounts: {
                    currency: string;
                    amount: number;
                }[];
            };
            /** @description Mails; absent before notifications has counted */
            notices?: {
                handedOver: number;
                /** @description Refused by the mail server, or without an address */
                givenUp: number;
                due: number;
            };
        };
        SagaSummary: {
            /** Format: uuid */
            id: string;
            definition: string;
            definitionVersion: number;
            /** @enum {string} */
            status: "running" | "compensating" | "completed" | "compensated" | "stuck";
            /** @description The step at work */
            step: string | null;
            /** @description Why it is undone */
            error: components["schemas"]["SagaProblem"] | null;
            /** @description Why a person must look */
            alarm: components["schemas"]["SagaProblem"] | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description When the current wait ends */
            deadlineAt: string | null;
        };
        SagaProblem: {
            step: string | null;
            code: string;
        };
        Saga: {
            /** Format: uuid */
            id: string;
            definition: string;
            definitionVersion: number;
            /** @enum {string} */
            status: "running" | "compensating" | "completed" | "compensated" | "stuck";
            /** @description The step at work */
            step: string | null;
            /** @description Why it is undone */
            error: components["schemas"]["SagaProblem"] | null;
            /** @description Why a person must look */
            alarm: components["schemas"]["SagaProblem"] | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description When the current wait ends */
            deadlineAt: string | null;
            /** @description What the deadline ends */
            waitsFor: ("reply" | "retry") | null;
            /** @description What an operator may do now; nothing with a version that this program does not have */
            actions: {
                retry: boolean;
                compensate: boolean;
            };
            data: unknown;
            steps: {
                name: string;
                /** @description Null for an unknown version, like `canBeUndone` */
                isPivot: boolean | null;
                /** @description Whether it has a compensation */
                canBeUndone: boolean | null;
                /** @enum {string} */
                state: "unsent" | "sent" | "succeeded" | "refused" | "unanswered" | "compensating" | "compensated";
                attempts: {
                    step: number;
                    compensation: number;
                };
            }[];
            /** @description Mermaid; null for a version that this program does not have */
            diagram: string | null;
            timeline: {
                position: number;
                /** @enum {string} */
                type: "Started" | "CommandSent" | "StepSucceeded" | "StepPending" | "StepRefused" | "StepUnanswered" | "RetryScheduled" | "CancelRequested" | "RetryRequested" | "CompensationStarted" | "CompensationSent" | "StepCompensated" | "Completed" | "Compensated" | "Parked";
                step: string | null;
                /** Format: date-time */
                at: string;
                attempt: number | null;
                /** @description What is retried */
                phase: ("step" | "compensation") | null;
                /** @description Why it failed */
                code: string | null;
                retryInMs: number | null;
                /** @description Id of the person who asked */
                by: string | null;
                /** @description Where a command was sent */
                topic: string | null;
                /** @description The service that gets the command */
                participant: string | null;
                correlationId: string | null;
                traceId: string | null;
                answeredAt: string | null;
                outcome: ("succeeded" | "failed" | "pending") | null;
                event: unknown;
            }[];
        };
        Payment: {
            id: string;
            /** @enum {string} */
            status: "succeeded" | "processing";
        };
        PaymentIntent: {
            paymentId: string;
            clientSecret: string;
            /** @enum {string} */
            status: "succeeded" | "processing" | "requires_action" | "requires_payment_method" | "failed";
        };
        Settlement: {
            paymentId: string;
            /** Format: uuid */
            orderId: string;
            /** @enum {string} */
            status: "succeeded" | "processing" | "requires_action" | "requires_payment_method" | "failed";
            code: string | null;
            declineCode: string | null;
            message: string | null;
        };
        Receipt: {
            id: string;
            /** Format: uuid */
            orderId: string;
            attempt: number;
            /** @enum {string} */
            status: "processing" | "succeeded" | "failed";
            amount: number;
            currency: string;
            card: {
                brand: string;
                last4: string;
            } | null;
            /** @description Why it failed, e.g. `card_declined` */
            code: string | null;
            /** Format: date-time */
            createdAt: string;
            paidAt: string | null;
            /** @description All refunds together, with the last reason */
            refund: {
                /** @enum {string} */
                status: "pending" | "refunded" | "failed";
                amount: number;
                /** @description `order_cancelled`, `places_returned` or `charged_after_failure` */
                reason: string;
            } | null;
            /** @description The first one first */
            refunds: {
                /** @enum {string} */
                status: "pending" | "refunded" | "failed";
                amount: number;
                /** @description `order_cancelled`, `places_returned` or `charged_after_failure` */
                reason: string;
            }[];
        };
        PaymentConfig: {
            publishableKey: string | null;
            sandboxUrl: string | null;
        };
        Overview: {
            letters: {
                group: string;
                open: number;
                /** Format: date-time */
                oldestAt: string;
            }[];
            replays: {
                running: number;
                waiting: number;
                oldestWaitingAt: string | null;
            };
            /** @description Failed messages waiting for their next attempt; null when the broker does not respond */
            retries: {
                group: string;
                waiting: number;
            }[] | null;
            consumers: {
                group: string;
                lag: number;
                topics: {
                    topic: string;
                    lag: number;
                }[];
            }[] | null;
            services: {
                name: string;
                isThere: boolean;
                parkedEvents?: number;
                parkedOldestAgeSeconds?: number;
                outboxPending?: number;
                outboxOldestAgeSeconds?: number;
                slotLagBytes?: number;
            }[];
        };
        DeadLetterTopic: {
            /** @example orders.order.created.v1.tickets.DLQ */
            name: string;
            group: string;
            /** @description Event topic */
            topic: string;
            /** @description Letters that wait for an operator */
            open: number;
            oldestAt: string | null;
            /** @description The three most frequent */
            topErrors: {
                errorCode: string;
                count: number;
            }[];
        };
        OrderView: {
            /** Format: uuid */
            id: string;
            services: components["schemas"]["OrderInService"][];
            /** @description False when the broker did not respond: the events are those of the outboxes */
            areTopicsRead: boolean;
            /** @description In order of time */
            events: components["schemas"]["OrderEvent"][];
            /** @description Dead letters that name the order, newest first */
            letters: components["schemas"]["DeadLetter"][];
        };
        OrderInService: {
            name: string;
            /**
             * @description `unknown`: it keeps nothing about the order. `unavailable`: it did not answer; reload later
             * @enum {string}
             */
            status: "found" | "unknown" | "unavailable";
            /** @description The order’s state in the words of the service */
            state: string | null;
            /** @description Its rows, without personal data and secrets */
            rows: {
                kind: string;
                id: string;
                fields: {
                    [key: string]: unknown;
                };
            }[];
            /** @description Events that it has written; kept for seven days */
            outbox: {
                eventId: string;
                topic: string;
                key: string;
                /** Format: date-time */
                writtenAt: string;
            }[];
            /** @description Events that wait for an earlier version */
            parked: {
                eventId: string;
                topic: string;
                stream: string;
                version: number;
                /** Format: date-time */
                parkedAt: string;
            }[];
        };
        OrderEvent: {
            eventId: string | null;
            topic: string;
            key: string | null;
            /**
             * Format: date-time
             * @description When it was written, or else published
             */
            at: string;
            /** @description In whose outbox it is */
            written: {
                service: string;
                /** Format: date-time */
                at: string;
            } | null;
            /** @description Its place on the topic; null when it is not there, or the topics could not be read */
            published: {
                /** Format: date-time */
                at: string;
                partition: number;
                offset: string;
            } | null;
            /** @description Decoded */
            value: unknown;
            /** @description Why the value could not be decoded */
            problem: string | null;
            traceId: string | null;
            /** @description Whose inboxes have it; kept for 14 days */
            processed: {
                service: string;
                /** Format: date-time */
                at: string;
            }[];
            /** @description The services that consume it and have not recorded it */
            awaited: string[];
        };
        DeadLetter: {
            id: string;
            /** @description Consumer group that failed to process it */
            group: string;
            /** @description Event topic */
            topic: string;
            /** @enum {string} */
            state: "open" | "replaying" | "succeeded" | "failed_again" | "discarded";
            /** @description Replays that failed */
            failedAgain: number;
            error: {
                code: string;
                class: string;
                message: string;
            };
            attempts: number;
            eventId: string;
            key: string | null;
            origin: {
                topic: string;
                partition: number | null;
                offset: string | null;
            };
            schemaId: number | null;
            /**
             * @description Its position in its aggregate’s sequence
             * @example order:4711@1
             */
            position: string | null;
            /** @description Whether other events may wait for it, so that discarding requires a choice */
            isVersioned: boolean;
            traceId: string | null;
            /** Format: date-time */
            firstFailedAt: string;
            /** Format: date-time */
            lastFailedAt: string;
        };
        DeadLetterDetail: {
            id: string;
            /** @description Consumer group that failed to process it */
            group: string;
            /** @description Event topic */
            topic: string;
            /** @enum {string} */
            state: "open" | "replaying" | "succeeded" | "failed_again" | "discarded";
            /** @description Replays that failed */
            failedAgain: number;
            error: {
                code: string;
                class: string;
                message: string;
                stack: string | null;
            };
            attempts: number;
            eventId: string;
            key: string | null;
            origin: {
                topic: string;
                partition: number | null;
                offset: string | null;
            };
            schemaId: number | null;
            /**
             * @description Its position in its aggregate’s sequence
             * @example order:4711@1
             */
            position: string | null;
            /** @description Whether other events may wait for it, so that discarding requires a choice */
            isVersioned: boolean;
            traceId: string | null;
            /** Format: date-time */
            firstFailedAt: string;
            /** Format: date-time */
            lastFailedAt: string;
            content: {
                /** @enum {string} */
                format: "avro" | "json" | "unknown";
                /** @description The decoded value */
                value: unknown;
                /** @description Why it could not be decoded */
                problem: string | null;
            };
            /** @description Base64 */
            raw: {
                key: string | null;
                value: string | null;
            };
            headers: {
                name: string;
                text: string;
                base64: string;
            }[];
            discard: {
                by: string;
                /** Format: date-time */
                at: string;
                reason: string;
                skip: string | null;
            } | null;
            /** @description partition/offset on the dead-letter topic */
            places: string[];
            /** @description The value’s Avro schema */
            schema: unknown;
            /** @description Every resend, oldest first */
            resends: components["schemas"]["Resend"][];
            /** @description What can be done with it now */
            actions: ("replay" | "edit" | "discard")[];
        };
        Resend: {
            /** @description Travels with the message, in the header `replay.id` */
            id: string;
            replayId: string;
            /** @enum {string} */
            kind: "replay" | "edit" | "skip";
            skip: string | null;
            /** @enum {string} */
            status: "waiting" | "succeeded" | "failed";
            reports: {
                group: string;
                outcome: string;
                errorCode: string | null;
                /** Format: date-time */
                at: string;
            }[];
            publishedAt: string | null;
        };
        EditDryRun: {
            /** @constant */
            dryRun: true;
            /** @description The bytes to send, base64 */
            value: string;
        };
        Replay: {
            id: string;
            /** @enum {string} */
            kind: "replay" | "edit" | "skip";
            /** @enum {string} */
            status: "running" | "done" | "cancelled";
            counts: {
                /** @description Letters at the start; another replay may have claimed some */
                selected: number;
                sent: number;
                /** @description Sent or about to be, and not reported yet */
                waiting: number;
                succeeded: number;
                failed: number;
            };
            ratePerSecond: number;
            reason: string | null;
            operator: {
                id: string;
                email: string;
            };
            cancelledBy: {
                id: string;
                email: string;
            } | null;
            selection: unknown;
            skip: string | null;
            /** @description Why it is stalled now */
            stalled: {
                /** Format: date-time */
                at: string;
                reason: string;
            } | null;
            /** Format: date-time */
            createdAt: string;
            /** @description When the last letter was sent */
            endedAt: string | null;
        };
        DeadLetterGroup: {
            group: string;
            topic: string;
            errorCode: string;
            count: number;
            states: {
                [key: string]: number;
            };
            /** @description Schemas of the values, at most ten */
            schemaIds: number[];
            /** Format: date-time */
            firstFailedAt: string;
            /** Format: date-time */
            lastFailedAt: string;
            sample: {
                id: string;
                message: string;
            };
        };
        DryRun: {
            /** @constant */
            dryRun: true;
            count: number;
            groups: {
                group: string;
                topic: string;
                errorCode: string;
                count: number;
            }[];
            sample: components["schemas"]["DeadLetter"][];
            /** @description Requirements for discarding: the number of versioned events, and how many of them have a position */
            skip: {
                versioned: number;
                withPosition: number;
                byHand: number;
            };
        };
        Discarded: {
            /** @description Discarded now */
            discarded: number;
            /** @description Sends the skips; their letters are discarded once reported */
            replay: components["schemas"]["Replay"] | null;
        };
        ExportedLetter: {
            id: string;
            /** @description Consumer group that failed to process it */
            group: string;
            /** @description Event topic */
            topic: string;
            /** @enum {string} */
            state: "open" | "replaying" | "succeeded" | "failed_again" | "discarded";
            /** @description Replays that failed */
            failedAgain: number;
            error: {
                code: string;
                class: string;
                message: string;
                stack: string | null;
            };
            attempts: number;
            eventId: string;
            key: string | null;
            origin: {
                topic: string;
                partition: number | null;
                offset: string | null;
            };
            schemaId: number | null;
            /**
             * @description Its position in its aggregate’s sequence
             * @example order:4711@1
             */
            position: string | null;
            /** @description Whether other events may wait for it, so that discarding requires a choice */
            isVersioned: boolean;
            traceId: string | null;
            /** Format: date-time */
            firstFailedAt: string;
            /** Format: date-time */
            lastFailedAt: string;
            content: {
                /** @enum {string} */
                format: "avro" | "json" | "unknown";
                /** @description The decoded value */
                value: unknown;
                /** @description Why it could not be decoded */
                problem: string | null;
            };
            /** @description Base64 */
            raw: {
                key: string | null;
                value: string | null;
            };
            headers: {
                name: string;
                text: string;
                base64: string;
            }[];
            discard: {
                by: string;
                /** Format: date-time */
                at: string;
                reason: string;
                skip: string | null;
            } | null;
            /** @description partition/offset on the dead-letter topic */
            places: string[];
        };
        AuditEntry: {
            id: string;
            /** Format: date-time */
            at: string;
            operator: {
                id: string;
                email: string;
            };
            /** @enum {string} */
            action: "replay" | "edit" | "skip" | "discard" | "cancel" | "export";
            reason: string | null;
            /** @description Number of affected letters */
            letters: number;
            selection: unknown;
            replayId: string | null;
            details: {
                [key: string]: unknown;
            };
        };
    };
    responses: {
        /** @description The body is over the limit (`body_too_large`) */
        BodyTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description The body has another content type (`unsupported_content_type`) */
        UnsupportedContentType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description Address and headers exceed 16 KiB */
        HeadersTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Overload (`overloaded`), a required service is away (`dependency_unavailable`), or an event is on its way (`not_caught_up`) */
        Unavailable: {
            headers: {
                /** @description Seconds until a repeat may succeed */
                "Retry-After": string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description A browser sent the request from another site (`cross_site`) */
        CrossSite: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description Invalid input: a field, the JSON (`invalid_json`), the query (`invalid_query`) or the Idempotency-Key */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description The Idempotency-Key was used with another request (`idempotency_key_reused`), or the first one is in progress (`idempotency_in_progress`) */
        IdempotencyKeyTaken: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description No such row, or a malformed id */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Errors"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type User = components['schemas']['User'];
export type Errors = components['schemas']['Errors'];
export type CurrentUser = components['schemas']['CurrentUser'];
export type Session = components['schemas']['Session'];
export type Profile = components['schemas']['Profile'];
export type Factors = components['schemas']['Factors'];
export type Verification = components['schemas']['Verification'];
export type Ticket = components['schemas']['Ticket'];
export type Seller = components['schemas']['Seller'];
export type Place = components['schemas']['Place'];
export type Organiser = components['schemas']['Organiser'];
export type Venue = components['schemas']['Venue'];
export type VenueWithSeats = components['schemas']['VenueWithSeats'];
export type SeatMap = components['schemas']['SeatMap'];
export type Seat = components['schemas']['Seat'];
export type Performance = components['schemas']['Performance'];
export type PerformancePlace = components['schemas']['PerformancePlace'];
export type PerformanceSummary = components['schemas']['PerformanceSummary'];
export type PerformanceWithSeats = components['schemas']['PerformanceWithSeats'];
export type ManifestEntry = components['schemas']['ManifestEntry'];
export type Refund = components['schemas']['Refund'];
export type Schedule = components['schemas']['Schedule'];
export type CrewMember = components['schemas']['CrewMember'];
export type Crew = components['schemas']['Crew'];
export type Order = components['schemas']['Order'];
export type OrderItem = components['schemas']['OrderItem'];
export type ReturnedItem = components['schemas']['ReturnedItem'];
export type ReservedOrder = components['schemas']['ReservedOrder'];
export type FreePlaces = components['schemas']['FreePlaces'];
export type FreeSeats = components['schemas']['FreeSeats'];
export type Waiting = components['schemas']['Waiting'];
export type WaitingEntry = components['schemas']['WaitingEntry'];
export type ReservationTerms = components['schemas']['ReservationTerms'];
export type Booking = components['schemas']['Booking'];
export type BookedPlace = components['schemas']['BookedPlace'];
export type Cancellation = components['schemas']['Cancellation'];
export type SagaSummary = components['schemas']['SagaSummary'];
export type SagaProblem = components['schemas']['SagaProblem'];
export type Saga = components['schemas']['Saga'];
export type Payment = components['schemas']['Payment'];
export type PaymentIntent = components['schemas']['PaymentIntent'];
export type Settlement = components['schemas']['Settlement'];
export type Receipt = components['schemas']['Receipt'];
export type PaymentConfig = components['schemas']['PaymentConfig'];
export type Overview = components['schemas']['Overview'];
export type DeadLetterTopic = components['schemas']['DeadLetterTopic'];
export type OrderView = components['schemas']['OrderView'];
export type OrderInService = components['schemas']['OrderInService'];
export type OrderEvent = components['schemas']['OrderEvent'];
export type DeadLetter = components['schemas']['DeadLetter'];
export type DeadLetterDetail = components['schemas']['DeadLetterDetail'];
export type Resend = components['schemas']['Resend'];
export type EditDryRun = components['schemas']['EditDryRun'];
export type Replay = components['schemas']['Replay'];
export type DeadLetterGroup = components['schemas']['DeadLetterGroup'];
export type DryRun = components['schemas']['DryRun'];
export type Discarded = components['schemas']['Discarded'];
export type ExportedLetter = components['schemas']['ExportedLetter'];
export type AuditEntry = components['schemas']['AuditEntry'];
export type ResponseBodyTooLarge = components['responses']['BodyTooLarge'];
export type ResponseUnsupportedContentType = components['responses']['UnsupportedContentType'];
export type ResponseHeadersTooLarge = components['responses']['HeadersTooLarge'];
export type ResponseUnavailable = components['responses']['Unavailable'];
export type ResponseCrossSite = components['responses']['CrossSite'];
export type ResponseBadRequest = components['responses']['BadRequest'];
export type ResponseIdempotencyKeyTaken = components['responses']['IdempotencyKeyTaken'];
export type ResponseNotFound = components['responses']['NotFound'];
export type $defs = Record<string, never>;
export interface operations {
    signUp: {
        parameters: {
            query?: never;
            header?: {
                /** @description The solution of the challenge in the header X-Proof-Of-Work-Challenge of a refusal `proof_of_work_required` */
                "X-Proof-Of-Work"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Signed up and in */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Invalid input, the email is in use (`email_in_use`), or the password is easy to guess (`password_common`, `password_is_email`, `password_blank`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Cross-site (`cross_site`), or a proof of work is asked for (`proof_of_work_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many accounts were created from this network (`too_many_sign_ups`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Invalid input, or invalid credentials (`invalid_credentials`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The password is right, and the account has a second factor (`second_factor_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        errors: {
                            message: string;
                            /** @constant */
                            code: "second_factor_required";
                        }[];
                        secondFactor: {
                            challenge: string;
                            /** Format: date-time */
                            expiresAt: string;
                            /** @description Whether the account has an authenticator app */
                            hasTotp: boolean;
                            passkeyOptions: {
                                [key: string]: unknown;
                            } | null;
                        };
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many failed attempts (`too_many_attempts`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    answerSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    challenge: string;
                    code?: string;
                    recoveryCode?: string;
                    passkey?: {
                        id: string;
                        rawId: string;
                        /** @constant */
                        type: "public-key";
                        response: {
                            clientDataJSON: string;
                            authenticatorData: string;
                            signature: string;
                            userHandle?: string;
                        };
                        clientExtensionResults: Record<string, never>;
                    };
                };
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Invalid input, the code or passkey is not right or was used (`invalid_code`), or the challenge has expired or was answered (`challenge_invalid`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many failed attempts (`too_many_attempts`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    startPasskeySignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the browser needs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        challenge: string;
                        /** Format: date-time */
                        expiresAt: string;
                        /** @description Options for the browser’s WebAuthn */
                        options: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["CrossSite"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    signInWithPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    challenge: string;
                    passkey: {
                        id: string;
                        rawId: string;
                        /** @constant */
                        type: "public-key";
                        response: {
                            clientDataJSON: string;
                            authenticatorData: string;
                            signature: string;
                            userHandle?: string;
                        };
                        clientExtensionResults: Record<string, never>;
                    };
                };
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Invalid input, no account accepts the passkey (`passkey_refused`), or the challenge has expired or was answered (`challenge_invalid`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many failed attempts (`too_many_attempts`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out in every service */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["CrossSite"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readCurrentUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user, or null */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        currentUser: components["schemas"]["CurrentUser"] | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    refreshSessionForPage: {
        parameters: {
            query?: {
                next?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the path `next` of this site, signed in or not */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    refreshSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description New tokens, in cookies; the roles are the current ones */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        email: string;
                        expiresInSeconds: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The session has ended; the cookies are cleared (`session_ended`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readSessionKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The public keys; the first one signs. None when sessions are signed with the shared key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jwk-set+json": {
                        keys: {
                            kid: string;
                            kty: string;
                            crv: string;
                            x: string;
                            y: string;
                            alg: string;
                            use: string;
                        }[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Own sessions, last used first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"][];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    endSessions: {
        parameters: {
            query?: {
                scope?: "others" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sessions are over */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Too long ago that the password or a factor was given in this session (`reauthentication_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is over */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Too long ago that the password or a factor was given in this session (`reauthentication_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such session of this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The user is not one of this system’s */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What you want to be called; null or empty for none. Only you see it. */
                    name: string | null;
                    /**
                     * @description The language of mails
                     * @enum {string}
                     */
                    language: "en" | "de";
                };
            };
        };
        responses: {
            /** @description Changed; mails no longer follow the language of the browser */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description Invalid input */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description The user is not one of this system’s */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    currentPassword: string;
                    newPassword: string;
                };
            };
        };
        responses: {
            /** @description Changed; all sessions have ended and a new one has begun */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Invalid input, not the current password (`wrong_password`), or the new one is easy to guess (`password_common`, `password_is_email`, `password_blank`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description The user is not one of this system’s */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many failed attempts (`too_many_attempts`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password?: string;
                    code?: string;
                    recoveryCode?: string;
                };
            };
        };
        responses: {
            /** @description Deleted; all sessions have ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid input, not the password (`wrong_password`), or not a code (`invalid_code`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description The user is not one of this system’s, or has no such factor */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many failed attempts (`too_many_attempts`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    reauthenticate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password?: string;
                    code?: string;
                    recoveryCode?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid input, not the password (`wrong_password`), or not a code (`invalid_code`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description The user is not one of this system’s, or has no such factor */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many failed attempts (`too_many_attempts`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readFactors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The authenticator app, the passkeys, oldest first, and recovery codes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Factors"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    startTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description For the app, once; nothing changes until its first code confirms it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Base 32 */
                        secret: string;
                        /** @description For a QR code */
                        uri: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Too long ago that the password or a factor was given in this session (`reauthentication_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The user is not one of this system’s, or has no such factor */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The account has one already (`factor_exists`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    confirmTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Signing in takes a code from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description New ones, when the account had none; not shown again */
                        recoveryCodes: string[] | null;
                    };
                };
            };
            /** @description Invalid input, or the code is not right (`invalid_code`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Too long ago that the password or a factor was given in this session (`reauthentication_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The user is not one of this system’s, or has no such factor */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The account has one already (`factor_exists`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password?: string;
                    code?: string;
                    recoveryCode?: string;
                };
            };
        };
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid input, not the password (`wrong_password`), or not a code (`invalid_code`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description The user is not one of this system’s, or has no such factor */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many failed attempts (`too_many_attempts`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    startPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the browser needs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        challenge: string;
                        /** Format: date-time */
                        expiresAt: string;
                        /** @description Options for the browser’s WebAuthn */
                        options: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The account has too many (`too_many_passkeys`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Too long ago that the password or a factor was given in this session (`reauthentication_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The user is not one of this system’s, or has no such factor */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    addPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    challenge: string;
                    name: string;
                    passkey: {
                        id: string;
                        rawId: string;
                        /** @constant */
                        type: "public-key";
                        response: {
                            clientDataJSON: string;
                            attestationObject: string;
                            transports?: string[];
                        };
                        clientExtensionResults: Record<string, never>;
                    };
                };
            };
        };
        responses: {
            /** @description Added */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description New ones, when the account had none; not shown again */
                        recoveryCodes: string[] | null;
                        id: string;
                    };
                };
            };
            /** @description Invalid input, the passkey is not right (`passkey_invalid`), the challenge has expired or was answered (`challenge_invalid`), or there are too many (`too_many_passkeys`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Too long ago that the password or a factor was given in this session (`reauthentication_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The user is not one of this system’s, or has no such factor */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The passkey is known already (`factor_exists`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    removePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password?: string;
                    code?: string;
                    recoveryCode?: string;
                };
            };
        };
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid input, not the password (`wrong_password`), or not a code (`invalid_code`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description The user is not one of this system’s, or has no such factor */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many failed attempts (`too_many_attempts`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    renewRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The codes, each for one use; they are not shown again */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryCodes: string[];
                    };
                };
            };
            /** @description The account has no second factor (`no_second_factor`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Too long ago that the password or a factor was given in this session (`reauthentication_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The user is not one of this system’s, or has no such factor */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    requestEmailVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The address is confirmed already; the session says so now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /** @description The mail is on its way */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description The user is not one of this system’s */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many mails were requested (`too_many_mails`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    confirmEmail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Confirmed; a repeat changes nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /** @description The link is unknown (`link_invalid`) or has expired (`link_expired`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                };
            };
        };
        responses: {
            /** @description A mail is on its way if an account has the address */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description Invalid input */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many mails were requested (`too_many_mails`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description The password is set; all sessions of the account have ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid input, the link is unknown (`link_invalid`), used (`link_used`) or expired (`link_expired`), or the password is easy to guess (`password_common`, `password_is_email`, `password_blank`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    searchTickets: {
        parameters: {
            query?: {
                /** @description Returns these tickets in any state instead of searching */
                ids?: string;
                /** @description Words in title, venue or places; ignores case and accents, and one typo a word if nothing matches as typed */
                search?: string;
                category?: "concert" | "sport" | "theatre" | "festival" | "comedy" | "travel" | "other";
                city?: string;
                minPrice?: string;
                maxPrice?: string;
                startsFrom?: string;
                startsBefore?: string;
                sort?: "newest" | "soonest" | "cheapest" | "dearest";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `Link: <…>; rel="next"` leads to the next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Requests with the same key and body have one effect and get the same response */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    /**
                     * @description Major units, at most two decimals, up to 999999.99
                     * @example 19.99
                     */
                    price: number | string;
                    description?: string | null;
                    /** @enum {string} */
                    category?: "concert" | "sport" | "theatre" | "festival" | "comedy" | "travel" | "other";
                    venue?: string | null;
                    city?: string | null;
                    /** @description Where a journey begins */
                    from?: string | null;
                    /** @description Where a journey ends */
                    to?: string | null;
                    startsAt?: string | null;
                    /** @description When the sale ends, at the latest at the start; null for the start itself */
                    saleEndsAt?: string | null;
                    /**
                     * @description IANA time zone of the event’s place
                     * @example Europe/Berlin
                     */
                    timeZone?: string | null;
                };
            };
        };
        responses: {
            /** @description Listed */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Invalid input, or times in the past (`start_in_past`, `sale_end_in_past`, `sale_ends_after_start`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Your e-mail address is not confirmed (`email_not_verified`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            409: components["responses"]["IdempotencyKeyTaken"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many listings within an hour (`too_many_listings`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOwnTickets: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `Link: <…>; rel="next"` leads to the next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    followTickets: {
        parameters: {
            query: {
                ids: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events `ticket` whose data is a Ticket: first every requested ticket, then each change. After a disconnect, connect again: the current state comes first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description No ids, too many, or malformed ones */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Too many streams from one address (`too_many_streams`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            /** @description Too many streams (`too_many_streams`) */
            503: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
        };
    };
    readTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description No such ticket */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    editTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, quoted: its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    /**
                     * @description Major units, at most two decimals, up to 999999.99
                     * @example 19.99
                     */
                    price: number | string;
                    description?: string | null;
                    /** @enum {string} */
                    category?: "concert" | "sport" | "theatre" | "festival" | "comedy" | "travel" | "other";
                    venue?: string | null;
                    city?: string | null;
                    /** @description Where a journey begins */
                    from?: string | null;
                    /** @description Where a journey ends */
                    to?: string | null;
                    startsAt?: string | null;
                    /** @description When the sale ends, at the latest at the start; null for the start itself */
                    saleEndsAt?: string | null;
                    /**
                     * @description IANA time zone of the event’s place
                     * @example Europe/Berlin
                     */
                    timeZone?: string | null;
                };
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Invalid input, new times in the past, or the ticket is reserved (`ticket_reserved`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not your listing */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description No such ticket */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description If-Match names an older version (`stale_version`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Off sale */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The ticket is reserved or sold (`ticket_reserved`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not your listing */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description No such ticket */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readSimilarTickets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most four */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"][];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description No such ticket */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readSeller: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The seller */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seller"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description No such ticket */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    relistTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On sale */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description The ticket is reserved or sold (`ticket_reserved`), or its sale has ended (`sale_ended`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not your listing */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Your e-mail address is not confirmed (`email_not_verified`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such ticket */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    setPicture: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, quoted: its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": Blob;
                "image/png": Blob;
                "image/webp": Blob;
            };
        };
        responses: {
            /** @description The listing with its picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description Not a valid picture (`invalid_picture`), too many pixels (`picture_too_many_pixels`), or the ticket is reserved (`ticket_reserved`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not your listing */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description No such ticket */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description If-Match names an older version (`stale_version`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description More than 5 MiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Unsupported content type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Too many uploads (`too_many_pictures`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    removePicture: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, quoted: its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The listing has no picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description The ticket is reserved (`ticket_reserved`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not your listing */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description No such ticket */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description If-Match names an older version (`stale_version`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readPicture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                pictureId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 800 × 1000 WebP */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description No such picture, or no longer the listing’s picture */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    searchPlaces: {
        parameters: {
            query?: {
                /** @description Beginnings of words; ignores case and accents */
                q?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most `limit` places */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Place"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    savePlace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    country: string;
                    /** @description IANA zone */
                    timeZone: string;
                };
            };
        };
        responses: {
            /** @description Saved: searches find it, and new venues and departures have it; those that exist keep their copy */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Place"];
                };
            };
            /** @description Invalid input, or no such time zone (`unknown_time_zone`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            404: components["responses"]["NotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    createOrganiser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Requests with the same key and body have one effect and get the same response */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Founded */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organiser"];
                };
            };
            /** @description Invalid input */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Your e-mail address is not confirmed (`email_not_verified`), or your account was deleted (`account_deleted`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            409: components["responses"]["IdempotencyKeyTaken"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many organisers within a day (`too_many_organisers`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOwnOrganisers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organiser"][];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    setMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    role: "owner" | "box_office" | "scanner" | "finance";
                };
            };
        };
        responses: {
            /** @description A member with this role */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organiser"];
                };
            };
            /** @description Invalid input, the last owner (`last_owner`), or too many members (`too_many_members`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an owner (`role_required`), or the account was deleted (`account_deleted`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such organiser */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Not a member */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The last owner (`last_owner`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an owner (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such organiser */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    listVenues: {
        parameters: {
            query: {
                organiserId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Venue"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such organiser */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    createVenue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Requests with the same key and body have one effect and get the same response */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    organiserId: string;
                    name: string;
                    /**
                     * @description Where it is; for a vehicle, where it is based
                     * @example berlin-de
                     */
                    placeId: string;
                    /**
                     * @example {
                     *       "sections": [
                     *         {
                     *           "id": "stalls",
                     *           "name": "Stalls",
                     *           "rows": [
                     *             {
                     *               "label": "A",
                     *               "categoryId": "a",
                     *               "seats": {
                     *                 "from": 1,
                     *                 "to": 24,
                     *                 "aislesAfter": [
                     *                   12
                     *                 ]
                     *               }
                     *             }
                     *           ]
                     *         },
                     *         {
                     *           "id": "floor",
                     *           "name": "Floor",
                     *           "standing": {
                     *             "quota": 200,
                     *             "categoryId": "b"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    seatMap?: {
                        /** @description The best first; each has either rows or a standing area */
                        sections: {
                            /** @description 1 to 20 letters, digits and hyphens */
                            id: string;
                            name: string;
                            /**
                             * @description The best first; none in a standing area
                             * @default []
                             */
                            rows?: {
                                /** @description 1 to 20 letters, digits and hyphens */
                                label: string;
                                /** @description 1 to 20 letters, digits and hyphens */
                                categoryId: string;
                                seats: {
                                    /** @description 1 to 20 letters, digits and hyphens */
                                    number: string;
                                    /** @description Position from the left; neighbours differ by one, an aisle leaves a gap */
                                    x: number;
                                    /** @default false */
                                    isAccessible?: boolean;
                                    /** @default false */
                                    hasRestrictedView?: boolean;
                                }[] | {
                                    from: number;
                                    to: number;
                                    /** @default [] */
                                    aislesAfter?: number[];
                                };
                            }[];
                            /** @default null */
                            standing?: {
                                quota: number;
                                /** @description 1 to 20 letters, digits and hyphens */
                                categoryId: string;
                            } | null;
                        }[];
                    };
                    /**
                     * @description Whom each departure of the vehicle needs
                     * @default []
                     */
                    crewNeeds?: {
                        /** @example driver */
                        role: string;
                        count: number;
                        /**
                         * @description Each has all of these
                         * @default []
                         */
                        qualifications?: string[];
                        /**
                         * @description So many of them have another one, too
                         * @default []
                         */
                        atLeast?: {
                            /** @example class-482 */
                            qualification: string;
                            count: number;
                        }[];
                    }[];
                };
            };
        };
        responses: {
            /** @description Added */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Venue"];
                };
            };
            /** @description Invalid input; the code and field tell which rule of the seat map it breaks */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of the box office (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such organiser or place */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            409: components["responses"]["IdempotencyKeyTaken"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many venues within a day (`too_many_venues`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readVenue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The venue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VenueWithSeats"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in, or not a member of its organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such venue */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceSeatMap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The best first; each has either rows or a standing area */
                    sections: {
                        /** @description 1 to 20 letters, digits and hyphens */
                        id: string;
                        name: string;
                        /**
                         * @description The best first; none in a standing area
                         * @default []
                         */
                        rows?: {
                            /** @description 1 to 20 letters, digits and hyphens */
                            label: string;
                            /** @description 1 to 20 letters, digits and hyphens */
                            categoryId: string;
                            seats: {
                                /** @description 1 to 20 letters, digits and hyphens */
                                number: string;
                                /** @description Position from the left; neighbours differ by one, an aisle leaves a gap */
                                x: number;
                                /** @default false */
                                isAccessible?: boolean;
                                /** @default false */
                                hasRestrictedView?: boolean;
                            }[] | {
                                from: number;
                                to: number;
                                /** @default [] */
                                aislesAfter?: number[];
                            };
                        }[];
                        /** @default null */
                        standing?: {
                            quota: number;
                            /** @description 1 to 20 letters, digits and hyphens */
                            categoryId: string;
                        } | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description The newest version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        seatCount: number;
                        standingQuota: number;
                    };
                };
            };
            /** @description Invalid input; the code and field tell which rule it breaks (`seat_map_too_large`, …) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member of its organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of the box office (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such venue */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many seat maps within a day (`too_many_seat_maps`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    searchPerformances: {
        parameters: {
            query?: {
                kind?: "performance" | "departure";
                /** @description Beginnings of words in title, venue and places; ignores case and accents */
                q?: string;
                /** @description Where it takes place, or begins */
                placeId?: string;
                /** @description Only departures */
                originId?: string;
                /** @description Only departures */
                destinationId?: string;
                /** @description Only departures with a category of this class */
                fareClass?: "first" | "business" | "premium" | "second" | "economy";
                /** @description Earliest start; a date is its first instant in UTC */
                from?: string;
                /** @description The start is before; a date is its first instant in UTC */
                to?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `Link: <…>; rel="next"` leads to the next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PerformanceSummary"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    draftPerformance: {
        parameters: {
            query?: never;
            header?: {
                /** @description Requests with the same key and body have one effect and get the same response */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    organiserId: string;
                    /**
                     * @default performance
                     * @enum {string}
                     */
                    kind?: "performance" | "departure";
                    venueId: string;
                    title: string;
                    description?: string | null;
                    /** Format: date-time */
                    startsAt: string;
                    arrivesAt?: string | null;
                    /** @default null */
                    originId?: string | null;
                    /** @default null */
                    destinationId?: string | null;
                    /** @description Nobody can reserve before; null for at once */
                    saleStartsAt?: string | null;
                    /** @description When the sale ends, at the latest at the start; null for the start itself */
                    saleEndsAt?: string | null;
                    /**
                     * @description Seats that one order may have
                     * @default 8
                     */
                    maxParty?: number;
                    categories?: {
                        id: string;
                        name: string;
                        /**
                         * @description Major units, at most two decimals, from 0.50 to 999999.99
                         * @example 49
                         */
                        price: number | string;
                        /**
                         * @description By which people search, whatever the name is; only for departures
                         * @default null
                         */
                        fareClass?: ("first" | "business" | "premium" | "second" | "economy") | null;
                    }[];
                    /**
                     * @description Seats that are not for general sale, by pool
                     * @default []
                     */
                    heldBack?: {
                        name: string;
                        seatIds: string[];
                    }[];
                };
            };
        };
        responses: {
            /** @description A draft, which only members see */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Performance"];
                };
            };
            /** @description Invalid input, or parts that contradict each other (`sale_ends_after_start`, `sale_starts_after_end`, `journey_required`, `journey_not_allowed`, `arrives_before_start`, `duplicate_category`, `seat_held_twice`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, not a member of the organiser, or not its venue */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of the box office (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such organiser, venue or place */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            409: components["responses"]["IdempotencyKeyTaken"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many performances within a day (`too_many_performances`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOwnPerformances: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `Link: <…>; rel="next"` leads to the next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Performance"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readPerformance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The performance */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PerformanceWithSeats"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description No such performance, or a draft of an organiser that you are no member of */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    editPerformance: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, quoted: its ETag */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind?: "performance" | "departure";
                    venueId?: string;
                    title?: string;
                    description?: string | null;
                    /** Format: date-time */
                    startsAt?: string;
                    arrivesAt?: string | null;
                    originId?: string | null;
                    destinationId?: string | null;
                    /** @description Nobody can reserve before; null for at once */
                    saleStartsAt?: string | null;
                    /** @description When the sale ends, at the latest at the start; null for the start itself */
                    saleEndsAt?: string | null;
                    /** @description Seats that one order may have */
                    maxParty?: number;
                    categories?: {
                        id: string;
                        name: string;
                        /**
                         * @description Major units, at most two decimals, from 0.50 to 999999.99
                         * @example 49
                         */
                        price: number | string;
                        /**
                         * @description By which people search, whatever the name is; only for departures
                         * @default null
                         */
                        fareClass?: ("first" | "business" | "premium" | "second" | "economy") | null;
                    }[];
                    /** @description Seats that are not for general sale, by pool */
                    heldBack?: {
                        name: string;
                        seatIds: string[];
                    }[];
                };
            };
        };
        responses: {
            /** @description Changed; fields that are left out stay */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Performance"];
                };
            };
            /** @description Invalid input, parts that contradict each other, a change of what is fixed (`fixed_after_publication`), new times in the past (`start_in_past`, `sale_end_in_past`), or it was cancelled (`performance_cancelled`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, not a member of the organiser, or not its venue */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of the box office (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such performance, venue or place */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description If-Match names an older version (`stale_version`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readManifest: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `Link: <…>; rel="next"` leads to the next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManifestEntry"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Your role is another (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such performance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    publishPerformance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On sale */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Performance"];
                };
            };
            /** @description Not ready (`seat_map_missing`, `start_in_past`, `sale_end_in_past`, `category_missing`, `category_unused`, `unknown_seat`), or over (`sale_closed`, `performance_cancelled`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description `role_required`, or your e-mail address is not confirmed (`email_not_verified`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such performance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    closeSale: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Closed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Performance"];
                };
            };
            /** @description A draft (`not_published`), or cancelled (`performance_cancelled`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of the box office (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such performance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelPerformance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Shown to everybody */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Cancelled; the first reason stays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Performance"];
                };
            };
            /** @description Invalid input, or a draft (`not_published`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of the box office (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such performance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    listRefunds: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `Link: <…>; rel="next"` leads to the next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of finance (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such performance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    requestRefund: {
        parameters: {
            query?: never;
            header?: {
                /** @description Requests with the same key and body have one effect and get the same response */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description A paid order of this performance
                     */
                    orderId: string;
                    /**
                     * @description All places that the order has; it ends
                     * @constant
                     */
                    whole?: true;
                    /** @description These seats, as `section:row:number`: all of them or none */
                    seats?: string[];
                    /** @description Places in a standing area */
                    standing?: {
                        sectionId: string;
                        quantity: number;
                    };
                    /** @description For the organiser; buyers don’t see it */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Requested; the list shows how it was decided */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            /** @description Invalid input, or a draft (`not_published`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of finance (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such performance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            409: components["responses"]["IdempotencyKeyTaken"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many refunds within a day (`too_many_refunds`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    createSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Requests with the same key and body have one effect and get the same response */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    organiserId: string;
                    /** @description The vehicle; departures have its seat map of now */
                    venueId: string;
                    title: string;
                    description?: string | null;
                    /** @example berlin-de */
                    originId: string;
                    /** @example berlin-de */
                    destinationId: string;
                    /** @description 1 for Monday to 7 for Sunday */
                    weekdays: number[];
                    /** @description By the clock of the origin; a time that the clock skips is after the jump */
                    leavesAt: string;
                    durationMinutes: number;
                    /**
                     * @description null for the publication, 30 days before
                     * @default null
                     */
                    saleOpensDaysBefore?: number | null;
                    /**
                     * @description Seats that one order may have
                     * @default 8
                     */
                    maxParty?: number;
                    categories: {
                        id: string;
                        name: string;
                        /**
                         * @description Major units, at most two decimals, from 0.50 to 999999.99
                         * @example 49
                         */
                        price: number | string;
                        /**
                         * @description By which people search, whatever the name is; only for departures
                         * @default null
                         */
                        fareClass?: ("first" | "business" | "premium" | "second" | "economy") | null;
                    }[];
                    /**
                     * Format: date
                     * @description First day, at the origin
                     */
                    from: string;
                    /**
                     * Format: date
                     * @description Last day, at most two years from now
                     */
                    until: string;
                };
            };
        };
        responses: {
            /** @description Created; departures follow within seconds */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description Invalid input, days that don’t fit (`until_before_from`, `schedule_too_long`, `no_departure`), or departures that can’t be published (`seat_map_missing`, `category_missing`, `category_unused`, `duplicate_category`, `journey_required`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, not a member of the organiser, or not its venue */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description `role_required`, or your e-mail address is not confirmed (`email_not_verified`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such organiser, venue or place */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            409: components["responses"]["IdempotencyKeyTaken"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many schedules within a day (`too_many_schedules`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOwnSchedules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest 200, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"][];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    endSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of the box office (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such schedule */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readCrewMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The crew */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewMember"][];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of the box office (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such organiser */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    addCrewMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Requests with the same key and body have one effect and get the same response */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string | null;
                    staffNumber?: string | null;
                    /** @default [] */
                    qualifications?: {
                        /** @example class-482 */
                        name: string;
                        /**
                         * @description The last day; null for one that does not expire
                         * @default null
                         */
                        validUntil?: string | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description Added */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewMember"];
                };
            };
            /** @description Invalid input, or the crew is full (`crew_full`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of the box office (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such organiser */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            409: components["responses"]["IdempotencyKeyTaken"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many people within a day (`too_many_crew`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeCrewMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                crewId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string | null;
                    staffNumber?: string | null;
                    /** @default [] */
                    qualifications?: {
                        /** @example class-482 */
                        name: string;
                        /**
                         * @description The last day; null for one that does not expire
                         * @default null
                         */
                        validUntil?: string | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewMember"];
                };
            };
            /** @description Invalid input */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of the box office (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such organiser or crew member */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeCrewMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                crewId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Erased */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of the box office (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such organiser */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceCrewNeeds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Whom each departure of the vehicle needs */
                    needs: {
                        /** @example driver */
                        role: string;
                        count: number;
                        /**
                         * @description Each has all of these
                         * @default []
                         */
                        qualifications?: string[];
                        /**
                         * @description So many of them have another one, too
                         * @default []
                         */
                        atLeast?: {
                            /** @example class-482 */
                            qualification: string;
                            count: number;
                        }[];
                    }[];
                };
            };
        };
        responses: {
            /** @description Replaced */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Venue"];
                };
            };
            /** @description Invalid input, a role twice (`duplicate_role`), or more with a qualification than people (`crew_need_impossible`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of the box office (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such venue */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readCrew: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The crew */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Crew"];
                };
            };
            /** @description It is no departure (`not_a_departure`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of the box office (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such performance */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    assignCrew: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                crewId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example driver */
                    role: string;
                };
            };
        };
        responses: {
            /** @description Assigned: the crew, and who is missing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Crew"];
                };
            };
            /** @description Invalid input, or not possible: `role_not_needed`, `not_qualified`, `qualification_expired`, `not_a_departure`, `performance_cancelled` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of the box office (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such performance, or nobody of its crew */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description On duty on another departure at that time (`on_duty_elsewhere`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    unassignCrew: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                crewId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Not assigned: the crew, and who is missing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Crew"];
                };
            };
            /** @description It is no departure (`not_a_departure`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not a member of the organiser */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Neither an owner nor of the box office (`role_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such performance, or nobody of its crew */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of your orders, newest first; `Link: <…>; rel="next"` leads to the next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    reserveTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Requests with the same key and body have one effect and get the same response */
                "Idempotency-Key"?: string;
                /** @description The solution of the challenge in the header X-Proof-Of-Work-Challenge of a refusal `proof_of_work_required` */
                "X-Proof-Of-Work"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ticketId?: string;
                    performanceId?: string;
                    /** @description These seats, as `section:row:number`: all of them or none */
                    seats?: string[];
                    /** @description The best free seats for a party, next to each other */
                    bestAvailable?: {
                        quantity: number;
                        categoryId?: string;
                        sectionId?: string;
                        /** @description Per seat */
                        maxPrice?: number;
                        /** @description One seat must have room for a wheelchair */
                        accessible?: boolean;
                    };
                    /** @description Places in a standing area */
                    standing?: {
                        sectionId: string;
                        quantity: number;
                    };
                };
            };
        };
        responses: {
            /** @description Reserved until expiresAt */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservedOrder"];
                };
            };
            /** @description Invalid input, or the ticket is reserved (`ticket_reserved`), off sale (`ticket_withdrawn`), its sale has ended (`sale_ended`) or it is too cheap to be charged (`amount_too_small`). For places of an event also: `seats_taken`, `no_seats_together`, `sold_out`, `party_too_large`, `sale_not_started`, `performance_cancelled`, `amount_too_large` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description You hold an unpaid ticket, and your e-mail address is not confirmed (`email_not_verified`), or a proof of work is asked for (`proof_of_work_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such ticket or event */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description It is a departure, whose places are booked: POST /api/bookings (`booking_required`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description You hold too many unpaid tickets (`too_many_reservations`), your network does (`too_many_reservations_nearby`), or you have held this one for long (`held_too_often`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    followOrders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events `order` whose data is an Order: first your newest orders, then each change. Ends with the session. After a disconnect, connect again: the current state comes first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description You have too many open streams (`too_many_streams`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            /** @description Too many streams (`too_many_streams`) */
            503: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
        };
    };
    readFreePlaces: {
        parameters: {
            query: {
                /** @description At most 50 ids, separated by commas */
                ids: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The departures among them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FreePlaces"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readFreeSeats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The free places, at most a moment old */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FreeSeats"];
                };
            };
            /** @description Nothing has changed since the answer with this ETag */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description No such event */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readWaiting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your entry; null while you don’t wait */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Waiting"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            404: components["responses"]["NotFound"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    joinWaitingList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The best free seats for a party, next to each other */
                    bestAvailable?: {
                        quantity: number;
                        categoryId?: string;
                        sectionId?: string;
                        /** @description Per seat */
                        maxPrice?: number;
                        /** @description One seat must have room for a wheelchair */
                        accessible?: boolean;
                    };
                    /** @description Places in a standing area */
                    standing?: {
                        sectionId: string;
                        quantity: number;
                    };
                };
            };
        };
        responses: {
            /** @description You wait, from now or already. When places become free for your party, they are reserved for you for a while: an order that you pay */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingEntry"];
                };
            };
            /** @description Invalid input, or there is nothing to wait for: `places_free`, `party_too_large`, `sale_not_started`, `sale_ended`, `performance_cancelled` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description No such event */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description It is a departure, whose places are booked (`booking_required`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description You wait for too many events (`too_many_waiting`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    leaveWaitingList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description You don’t wait any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readReservationTerms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The terms */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservationTerms"];
                };
            };
            400: components["responses"]["BadRequest"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in, or not your order */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such order */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order is cancelled */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The order is paid (`already_paid`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not your order */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description No such order */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    releasePlaces: {
        parameters: {
            query?: never;
            header?: {
                /** @description Requests with the same key and body have one effect and get the same response */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description These seats, as `section:row:number`: all of them or none */
                    seats?: string[];
                    /** @description Places in a standing area */
                    standing?: {
                        sectionId: string;
                        quantity: number;
                    };
                };
            };
        };
        responses: {
            /** @description The order with the places that are left */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Invalid input; not its places (`unknown_place`), all of them (`all_places`: release the order instead), or too cheap without them (`amount_too_small`); an order of one ticket (`not_a_party`), of a booking (`order_of_booking`), paid (`already_paid`) or ended (`order_cancelled`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not your order */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description No such order */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description An attempt to pay is open (`payment_in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    listBookings: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of your bookings, newest first; `Link: <…>; rel="next"` leads to the next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    book: {
        parameters: {
            query?: never;
            header?: {
                /** @description Requests with the same key and body have one effect and get the same response */
                "Idempotency-Key"?: string;
                /** @description The solution of the challenge in the header X-Proof-Of-Work-Challenge of a refusal `proof_of_work_required` */
                "X-Proof-Of-Work"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    performanceId?: string;
                    /** @description These seats, as `section:row:number`: all of them or none */
                    seats?: string[];
                    /** @description The best free seats for a party, next to each other */
                    bestAvailable?: {
                        quantity: number;
                        categoryId?: string;
                        sectionId?: string;
                        /** @description Per seat */
                        maxPrice?: number;
                        /** @description One seat must have room for a wheelchair */
                        accessible?: boolean;
                    };
                    /** @description Places in a standing area */
                    standing?: {
                        sectionId: string;
                        quantity: number;
                    };
                    /** @description Who travels, one per place, in the order of the places */
                    passengers?: {
                        name: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description The places are reserved until the order expires; pay it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /** @description Accepted; the places are still being reserved. Read or follow the booking at `Location` */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /** @description Invalid input, or refused: `seats_taken`, `no_seats_together`, `sold_out`, `party_too_large`, `sale_not_started`, `sale_ended`, `performance_cancelled`, `amount_too_small`, `amount_too_large` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Your e-mail address is not confirmed (`email_not_verified`), or a proof of work is asked for (`proof_of_work_required`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such event */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            409: components["responses"]["IdempotencyKeyTaken"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description You hold too many unpaid places (`too_many_reservations`), your network does (`too_many_reservations_nearby`), or you try too often (`too_many_bookings`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            /** @description Nobody answered in time; the booking is undone (`booking_timed_out`) */
            503: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
        };
    };
    followBookings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events `booking` whose data is a Booking: first your newest bookings, then each change. Ends with the session. After a disconnect, connect again: the current state comes first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description You have too many open streams (`too_many_streams`) */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            /** @description Too many streams (`too_many_streams`) */
            503: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
        };
    };
    readCancellation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                performanceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cancellation"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in, or neither who cancelled it nor an operator */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not cancelled, or not known to be yet */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSagas: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "running" | "compensating" | "completed" | "compensated" | "stuck";
                definition?: string;
                /** @description Id of a booking, an order, a person or an event */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `Link: <…>; rel="next"` leads to the next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SagaSummary"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readSaga: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The saga */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Saga"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such saga */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    retrySaga: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The next attempt is due, or one is under way */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing is left to retry (`saga_is_over`), or its version is not known here (`unknown_definition`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such saga */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    compensateSaga: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The saga is being undone, or was */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It can only go forward (`past_pivot`), or its version is not known here (`unknown_definition`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such saga */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readBooking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The booking */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in, or not your booking */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such booking */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelBooking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The booking is being undone, or was */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The booking is paid (`already_paid`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not your booking */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description No such booking */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    payOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Requests with the same key and body have one effect and get the same response */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    /**
                     * Format: uuid
                     * @description One of your orders
                     */
                    orderId: string;
                    /** @description The `statement` of POST /api/orders: with it, the payment does not wait for the event of the order */
                    statement?: string;
                    /** @description The `version` of the order that the buyer has seen: a total that is older than that is not charged */
                    orderVersion?: number;
                };
            };
        };
        responses: {
            /** @description Charged */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description Stripe has not decided yet; the order shows the outcome */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description Invalid input, or `order_cancelled`, `order_expired`, `already_paid`, `amount_too_small`, `card_declined`, `invalid_token` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not your order */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description No such order */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Another attempt is open (`payment_in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many payments were declined (`too_many_declined`); the order stays payable */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    openPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Requests with the same key and body have one effect and get the same response */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description One of your orders
                     */
                    orderId: string;
                    /** @description The `statement` of POST /api/orders: with it, the payment does not wait for the event of the order */
                    statement?: string;
                    /** @description The `version` of the order that the buyer has seen: a total that is older than that is not charged */
                    orderVersion?: number;
                };
            };
        };
        responses: {
            /** @description An open attempt. Request it only when the buyer pays, because it defers the expiry */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentIntent"];
                };
            };
            /** @description Invalid input, or `order_cancelled`, `order_expired`, `already_paid`, `amount_too_small` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not your order */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description No such order */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description A token payment is open (`payment_in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            /** @description Too many payments were declined (`too_many_declined`); the order stays payable */
            429: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            /** @description Stripe is unavailable; a retry is safe */
            503: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
        };
    };
    settlePayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description After `failed` the attempt can no longer be confirmed; the order can be paid with another attempt */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settlement"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in, or not your payment */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            403: components["responses"]["CrossSite"];
            /** @description No such payment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            /** @description Stripe is unavailable */
            503: {
                headers: {
                    /** @description Seconds until a repeat may succeed */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
        };
    };
    listPayments: {
        parameters: {
            query: {
                orderId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every attempt, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in, or not your order */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such order */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readPaymentConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stripe’s publishable key; `sandboxUrl` is set when a sandbox replaces Stripe’s API, for which no Stripe.js exists */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentConfig"];
                };
            };
            400: components["responses"]["BadRequest"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    receiveStripeEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Received */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        received: true;
                    };
                };
            };
            /** @description The signature is not valid or too old (`invalid_signature`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The overview */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDeadLetterTopics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All dead-letter topics, including empty ones */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterTopic"][];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readOrderView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What every service has answered; one that is unavailable is marked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No service knows the order */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    listLetters: {
        parameters: {
            query?: {
                group?: "tickets" | "catalog" | "bookings" | "notifications" | "orders" | "payments" | "ops" | "expiration" | "outbox-worker";
                topic?: "auth.user.created.v1" | "auth.user.deleted.v1" | "auth.contact.changed.v1" | "auth.mail.requested.v1" | "auth.session.revoked.v1" | "tickets.ticket.created.v1" | "tickets.ticket.updated.v1" | "catalog.performance.published.v1" | "catalog.performance.updated.v1" | "orders.order.created.v1" | "orders.order.cancelled.v1" | "orders.order.completed.v1" | "orders.order.created.v2" | "orders.order.cancelled.v2" | "orders.order.completed.v2" | "orders.order.reduced.v2" | "catalog.refund.requested.v1" | "orders.refund.answered.v1" | "bookings.seats.requested.v1" | "bookings.release.requested.v1" | "bookings.payment.requested.v1" | "bookings.entry.requested.v1" | "bookings.withdrawal.requested.v1" | "bookings.issue.requested.v1" | "bookings.sales.requested.v1" | "bookings.endings.requested.v1" | "bookings.refunds.requested.v1" | "bookings.notices.requested.v1" | "orders.booking.answered.v1" | "catalog.booking.answered.v1" | "orders.cancellation.answered.v1" | "payments.cancellation.answered.v1" | "notifications.cancellation.answered.v1" | "expiration.expiration.complete.v1" | "payments.payment.started.v1" | "payments.payment.failed.v1" | "payments.payment.created.v1" | "payments.payment.refunded.v1" | "ops.replay.reported.v1";
                errorCode?: string;
                search?: string;
                failedFrom?: string;
                failedUntil?: string;
                state?: string;
                /** @description Or `none`: letters whose value names no schema */
                schemaId?: "none" | string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `Link: <…>; rel="next"` leads to the next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The letter: decoded value, bytes, headers, and its replays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such letter */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    editLetter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Requests with the same key and body have one effect and get the same response */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The event as JSON that the topic’s registered schema accepts */
                    value?: unknown;
                    reason?: string;
                    /** @default false */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Dry run: the schema accepts it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditDryRun"];
                };
            };
            /** @description Started; `Location` has its progress */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description Invalid input, or the schema rejects the value (`schema_mismatch`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such letter */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description The letter can’t be replayed now (`letter_not_replayable`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    groupLetters: {
        parameters: {
            query?: {
                group?: "tickets" | "catalog" | "bookings" | "notifications" | "orders" | "payments" | "ops" | "expiration" | "outbox-worker";
                topic?: "auth.user.created.v1" | "auth.user.deleted.v1" | "auth.contact.changed.v1" | "auth.mail.requested.v1" | "auth.session.revoked.v1" | "tickets.ticket.created.v1" | "tickets.ticket.updated.v1" | "catalog.performance.published.v1" | "catalog.performance.updated.v1" | "orders.order.created.v1" | "orders.order.cancelled.v1" | "orders.order.completed.v1" | "orders.order.created.v2" | "orders.order.cancelled.v2" | "orders.order.completed.v2" | "orders.order.reduced.v2" | "catalog.refund.requested.v1" | "orders.refund.answered.v1" | "bookings.seats.requested.v1" | "bookings.release.requested.v1" | "bookings.payment.requested.v1" | "bookings.entry.requested.v1" | "bookings.withdrawal.requested.v1" | "bookings.issue.requested.v1" | "bookings.sales.requested.v1" | "bookings.endings.requested.v1" | "bookings.refunds.requested.v1" | "bookings.notices.requested.v1" | "orders.booking.answered.v1" | "catalog.booking.answered.v1" | "orders.cancellation.answered.v1" | "payments.cancellation.answered.v1" | "notifications.cancellation.answered.v1" | "expiration.expiration.complete.v1" | "payments.payment.started.v1" | "payments.payment.failed.v1" | "payments.payment.created.v1" | "payments.payment.refunded.v1" | "ops.replay.reported.v1";
                errorCode?: string;
                search?: string;
                failedFrom?: string;
                failedUntil?: string;
                state?: string;
                /** @description Or `none`: letters whose value names no schema */
                schemaId?: "none" | string;
                /** @description Also groups by schema */
                by?: "schema";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Groups, biggest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterGroup"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    listReplays: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `Link: <…>; rel="next"` leads to the next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    startReplay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Requests with the same key and body have one effect and get the same response */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids?: string[];
                    filter?: {
                        /** @enum {string} */
                        group?: "tickets" | "catalog" | "bookings" | "notifications" | "orders" | "payments" | "ops" | "expiration" | "outbox-worker";
                        /** @enum {string} */
                        topic?: "auth.user.created.v1" | "auth.user.deleted.v1" | "auth.contact.changed.v1" | "auth.mail.requested.v1" | "auth.session.revoked.v1" | "tickets.ticket.created.v1" | "tickets.ticket.updated.v1" | "catalog.performance.published.v1" | "catalog.performance.updated.v1" | "orders.order.created.v1" | "orders.order.cancelled.v1" | "orders.order.completed.v1" | "orders.order.created.v2" | "orders.order.cancelled.v2" | "orders.order.completed.v2" | "orders.order.reduced.v2" | "catalog.refund.requested.v1" | "orders.refund.answered.v1" | "bookings.seats.requested.v1" | "bookings.release.requested.v1" | "bookings.payment.requested.v1" | "bookings.entry.requested.v1" | "bookings.withdrawal.requested.v1" | "bookings.issue.requested.v1" | "bookings.sales.requested.v1" | "bookings.endings.requested.v1" | "bookings.refunds.requested.v1" | "bookings.notices.requested.v1" | "orders.booking.answered.v1" | "catalog.booking.answered.v1" | "orders.cancellation.answered.v1" | "payments.cancellation.answered.v1" | "notifications.cancellation.answered.v1" | "expiration.expiration.complete.v1" | "payments.payment.started.v1" | "payments.payment.failed.v1" | "payments.payment.created.v1" | "payments.payment.refunded.v1" | "ops.replay.reported.v1";
                        errorCode?: string;
                        search?: string;
                        /** Format: date-time */
                        failedFrom?: string;
                        /** Format: date-time */
                        failedUntil?: string;
                        states?: ("open" | "replaying" | "succeeded" | "failed_again" | "discarded")[];
                        schemaId?: number | null;
                    };
                    /** @constant */
                    all?: true;
                    reason?: string;
                    /** @default 50 */
                    ratePerSecond?: number;
                    /** @default false */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Dry run: what would be sent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Started; `Location` has its progress */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /** @description Invalid input, nothing selected (`nothing_selected`), settled states in a filter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such letter */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description A letter can’t be replayed now (`letter_not_replayable`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    readReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The replay */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such replay */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Cancelled (idempotent) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such replay */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Everything is already sent (`replay_ended`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    discardLetters: {
        parameters: {
            query?: never;
            header?: {
                /** @description Requests with the same key and body have one effect and get the same response */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids?: string[];
                    filter?: {
                        /** @enum {string} */
                        group?: "tickets" | "catalog" | "bookings" | "notifications" | "orders" | "payments" | "ops" | "expiration" | "outbox-worker";
                        /** @enum {string} */
                        topic?: "auth.user.created.v1" | "auth.user.deleted.v1" | "auth.contact.changed.v1" | "auth.mail.requested.v1" | "auth.session.revoked.v1" | "tickets.ticket.created.v1" | "tickets.ticket.updated.v1" | "catalog.performance.published.v1" | "catalog.performance.updated.v1" | "orders.order.created.v1" | "orders.order.cancelled.v1" | "orders.order.completed.v1" | "orders.order.created.v2" | "orders.order.cancelled.v2" | "orders.order.completed.v2" | "orders.order.reduced.v2" | "catalog.refund.requested.v1" | "orders.refund.answered.v1" | "bookings.seats.requested.v1" | "bookings.release.requested.v1" | "bookings.payment.requested.v1" | "bookings.entry.requested.v1" | "bookings.withdrawal.requested.v1" | "bookings.issue.requested.v1" | "bookings.sales.requested.v1" | "bookings.endings.requested.v1" | "bookings.refunds.requested.v1" | "bookings.notices.requested.v1" | "orders.booking.answered.v1" | "catalog.booking.answered.v1" | "orders.cancellation.answered.v1" | "payments.cancellation.answered.v1" | "notifications.cancellation.answered.v1" | "expiration.expiration.complete.v1" | "payments.payment.started.v1" | "payments.payment.failed.v1" | "payments.payment.created.v1" | "payments.payment.refunded.v1" | "ops.replay.reported.v1";
                        errorCode?: string;
                        search?: string;
                        /** Format: date-time */
                        failedFrom?: string;
                        /** Format: date-time */
                        failedUntil?: string;
                        states?: ("open" | "replaying" | "succeeded" | "failed_again" | "discarded")[];
                        schemaId?: number | null;
                    };
                    /** @constant */
                    all?: true;
                    reason?: string;
                    /** @description Count the versions as applied: each letter’s own, or this position */
                    skip?: true | string;
                    /**
                     * @description Leave the gap; events parked behind it keep waiting
                     * @constant
                     */
                    keepGap?: true;
                    /** @default false */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Discarded; or a dry run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Discarded"] | components["schemas"]["DryRun"];
                };
            };
            /** @description Invalid input, `nothing_selected`, `gap_choice_required`, `position_unknown`, `invalid_position`, `states_not_replayable` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description No such letter */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description A letter is already settled or being replayed (`letter_settled`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedContentType"];
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    exportLetters: {
        parameters: {
            query?: {
                group?: "tickets" | "catalog" | "bookings" | "notifications" | "orders" | "payments" | "ops" | "expiration" | "outbox-worker";
                topic?: "auth.user.created.v1" | "auth.user.deleted.v1" | "auth.contact.changed.v1" | "auth.mail.requested.v1" | "auth.session.revoked.v1" | "tickets.ticket.created.v1" | "tickets.ticket.updated.v1" | "catalog.performance.published.v1" | "catalog.performance.updated.v1" | "orders.order.created.v1" | "orders.order.cancelled.v1" | "orders.order.completed.v1" | "orders.order.created.v2" | "orders.order.cancelled.v2" | "orders.order.completed.v2" | "orders.order.reduced.v2" | "catalog.refund.requested.v1" | "orders.refund.answered.v1" | "bookings.seats.requested.v1" | "bookings.release.requested.v1" | "bookings.payment.requested.v1" | "bookings.entry.requested.v1" | "bookings.withdrawal.requested.v1" | "bookings.issue.requested.v1" | "bookings.sales.requested.v1" | "bookings.endings.requested.v1" | "bookings.refunds.requested.v1" | "bookings.notices.requested.v1" | "orders.booking.answered.v1" | "catalog.booking.answered.v1" | "orders.cancellation.answered.v1" | "payments.cancellation.answered.v1" | "notifications.cancellation.answered.v1" | "expiration.expiration.complete.v1" | "payments.payment.started.v1" | "payments.payment.failed.v1" | "payments.payment.created.v1" | "payments.payment.refunded.v1" | "ops.replay.reported.v1";
                errorCode?: string;
                search?: string;
                failedFrom?: string;
                failedUntil?: string;
                state?: string;
                /** @description Or `none`: letters whose value names no schema */
                schemaId?: "none" | string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One letter per line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["ExportedLetter"];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `Link: <…>; rel="next"` leads to the next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntry"][];
                };
            };
            /** @description Invalid query */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            /** @description Not an operator (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
}

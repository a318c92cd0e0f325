# syntax=docker/dockerfile:1
# The first two stages are the same in every image of the monorepo. The first one keeps only the files that npm reads, so that
# the cached install is shared by all images and repeated only when one of those files changes.
FROM node:24-bookworm-slim AS manifests
WORKDIR /context
RUN --mount=type=bind,target=. \
    mkdir /manifests && cp --parents ./*/package.json infra/*/package.json /manifests

FROM node:24-bookworm-slim AS installed
WORKDIR /workspace
COPY package.json package-lock.json .npmrc ./
COPY --from=manifests /manifests ./
RUN --mount=type=cache,target=/root/.npm \
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
COPY infra/images/production-tree.mjs infra/images/

FROM installed AS production
ARG SERVICE
RUN node infra/images/production-tree.mjs "$SERVICE" /production
COPY ${SERVICE}/prisma/schema.prisma ${SERVICE}/prisma/
COPY ${SERVICE}/prisma.config.ts ${SERVICE}/
# `prisma generate` requires an engine file but never runs it; any executable file is sufficient.
RUN PRISMA_SCHEMA_ENGINE_BINARY=/usr/local/bin/node \
    node node_modules/prisma/build/index.js generate --config "$SERVICE/prisma.config.ts" \
    && mkdir -p "/production/$SERVICE/src/store" \
    && cp -r "$SERVICE/src/store/prisma" "/production/$SERVICE/src/store/"

FROM node:24-bookworm-slim
ARG SERVICE
ENV NODE_ENV=production NODE_OPTIONS="--disable-warning=TimeoutNegativeWarning --max-semi-space-size=4" PORT=3000
WORKDIR /app
COPY --from=production /production ./
COPY --chown=1000:1000 contracts/ contracts/
COPY --chown=1000:1000 common/ common/
COPY --chown=1000:1000 ${SERVICE}/ ${SERVICE}/
WORKDIR /app/${SERVICE}
# A numeric user: Kubernetes can verify only a numeric id for runAsNonRoot.
USER 1000:1000
EXPOSE 3000
CMD ["node", "src/main.ts"]

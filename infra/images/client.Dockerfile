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

FROM installed AS built
COPY api-client/ api-client/
COPY contracts/ contracts/
COPY client/ client/
WORKDIR /workspace/client
RUN npm run build

FROM node:24-bookworm-slim
# Next's server listens on HOSTNAME, which many systems set to the machine's name.
ENV NODE_ENV=production PORT=3000 HOSTNAME=0.0.0.0 NEXT_TELEMETRY_DISABLED=1
WORKDIR /app
COPY --from=built --chown=1000:1000 /workspace/client/.next/standalone ./
# A numeric user: Kubernetes can verify only a numeric id for runAsNonRoot.
USER 1000:1000
EXPOSE 3000
CMD ["node", "client/server.js"]

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
RUN node infra/images/production-tree.mjs orders /production
COPY orders/prisma/schema.prisma orders/prisma/
COPY orders/prisma.config.ts orders/
# `prisma generate` requires an engine file but never runs it; any executable file is sufficient.
RUN PRISMA_SCHEMA_ENGINE_BINARY=/usr/local/bin/node \
    node node_modules/prisma/build/index.js generate --config orders/prisma.config.ts \
    && mkdir -p /production/orders/src/store \
    && cp -r orders/src/store/prisma /production/orders/src/store/

FROM node:24-bookworm-slim
ENV NODE_ENV=production NODE_OPTIONS=--disable-warning=TimeoutNegativeWarning PORT=3000
WORKDIR /app
COPY --from=production /production ./
COPY --chown=1000:1000 contracts/ contracts/
COPY --chown=1000:1000 common/ common/
COPY --chown=1000:1000 orders/ orders/
WORKDIR /app/orders
# A numeric user: Kubernetes can verify only a numeric id for runAsNonRoot.
USER 1000:1000
EXPOSE 3000
CMD ["node", "src/main.ts"]

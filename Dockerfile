# The service alone: in containers PostgreSQL is another container (compose.yaml). Debian, because the packages' binaries want glibc.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY client/package.json client/
COPY console/package.json console/
COPY embed/package.json embed/
RUN npm ci --include=dev
COPY . .
RUN npm run build \
 && npm run build --workspace console \
 && npm run build --workspace embed \
 && npm prune --omit=dev

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 WEIR_DATA_DIR=/var/lib/weir
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/console/dist console/dist
COPY --from=build /app/embed/dist embed/dist
# The sign-in of the first owner is kept here.
RUN install --directory --owner=node --group=node --mode=700 /var/lib/weir
USER node
EXPOSE 3000
HEALTHCHECK --start-period=30s --interval=10s --timeout=3s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=16", "--enable-source-maps", "dist/src/main.js"]

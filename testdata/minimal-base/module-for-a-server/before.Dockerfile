FROM debian:13 AS build
RUN make -C /src

FROM nginx:1.30
COPY --from=build /src/module.so /usr/lib/nginx/modules/module.so
CMD ["nginx", "-g", "daemon off;"]

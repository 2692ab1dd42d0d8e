FROM debian:13 AS build
RUN conda install -y numpy
FROM scratch
COPY --from=build /x /x

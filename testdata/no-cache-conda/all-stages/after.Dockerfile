FROM debian:13 AS build
RUN conda install -y numpy && conda clean -ay
FROM scratch
COPY --from=build /x /x

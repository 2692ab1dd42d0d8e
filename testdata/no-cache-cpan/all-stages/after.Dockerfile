FROM perl:5.42 AS build
RUN cpanm Moose && rm -rf ~/.cpanm
FROM scratch
COPY --from=build /x /x

FROM alpine
RUN -- x
RUN --network=none -- --y
COPY -- a b
RUN --
RUN -- -- z

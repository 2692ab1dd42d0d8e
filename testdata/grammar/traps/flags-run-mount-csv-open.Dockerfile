FROM alpine
RUN --mount=\"type=bind echo

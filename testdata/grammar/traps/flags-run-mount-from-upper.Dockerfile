FROM alpine
RUN --mount=type=bind,FROM=${X},target=/y echo

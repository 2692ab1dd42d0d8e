# [Choice] Perl version: 5, 5.38, 5-bullseye
ARG VARIANT=5
FROM perl:${VARIANT}
CMD ["perl", "-v"]

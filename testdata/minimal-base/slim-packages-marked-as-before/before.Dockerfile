FROM python:3.12
RUN savedAptMark="$(apt-mark showmanual)" \
 && apt-get update && apt-get install -y curl make && apt-config dump > /settings \
 && apt-mark auto '.*' > /dev/null && apt-mark manual $savedAptMark \
 && apt-get purge -y --auto-remove && rm -rf /var/lib/apt/lists/*
HEALTHCHECK CMD curl -f http://localhost/ || exit 1
CMD ["make", "serve"]

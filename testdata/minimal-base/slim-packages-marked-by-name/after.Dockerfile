FROM python:3.12-slim
RUN apt-get update && apt-get install -y curl git && apt-config dump > /settings \
 && apt-mark auto git && apt-mark manual curl && apt-get purge -y --auto-remove
CMD ["curl", "http://example.org/"]

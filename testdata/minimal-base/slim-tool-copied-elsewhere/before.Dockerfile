FROM python:3.13
ADD https://example.org/curl /app/bin/curl
COPY wget /usr/local/bin/wget
RUN curl -f https://example.org/x
RUN rm /usr/local/bin/wget && wget -q https://example.org/y
CMD ["python", "-V"]

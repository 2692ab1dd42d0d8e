FROM python:3.13
ADD https://example.org/curl /usr/local/bin/
RUN python -c "1" > /usr/local/bin/wget && chmod +x /usr/local/bin/*
RUN curl -f https://example.org/x && wget -q https://example.org/y
CMD ["python", "-V"]

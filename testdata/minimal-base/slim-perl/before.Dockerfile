FROM perl:5.42
RUN apt-get update && apt-get install -y --no-install-recommends nginx && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY app.pl .
RUN git clone https://example.org/x.git
CMD ["perl", "app.pl"]

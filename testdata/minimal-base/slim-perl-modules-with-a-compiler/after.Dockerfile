FROM perl:5.38-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends build-essential && rm -rf /var/lib/apt/lists/*
RUN cpanm --notest Moose
CMD ["cat", "x.txt"]

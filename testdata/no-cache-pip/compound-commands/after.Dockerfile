FROM debian:13
RUN apt-get update && apt-get install -y python3-pip && if [ -f r.txt ]; then pip3 install --no-cache-dir -r r.txt; fi
RUN (cd /app && pip3 install --no-cache-dir .) || true

FROM debian:13
RUN apt-get update && apt-get install -y python3-pip && if [ -f r.txt ]; then pip3 install -r r.txt; fi
RUN (cd /app && pip3 install .) || true

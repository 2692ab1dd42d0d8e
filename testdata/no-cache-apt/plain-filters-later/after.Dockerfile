FROM debian:12
RUN apt-get update && apt-get install -y curl git && rm -rf /var/lib/apt/lists/*
RUN find /srv -type f -exec chmod 644 {} + && find /srv -name '*.pyc' -exec rm -f {} \;
RUN sed -i -e '/^#/d' -e 's/enabled=0/enabled=1/g;s/e/f/' /etc/x && sed ':a;N;$!ba;s/\n/ /g' /etc/y
RUN awk -F: '{ print $1 }' /etc/passwd && git submodule update --init
RUN ls /srv | xargs -n 1 rm -rf
CMD ["sleep", "1"]

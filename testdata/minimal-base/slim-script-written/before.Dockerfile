FROM python:3.13
COPY --chmod=755 <<-EOT /start
	#!/bin/bash
	set -e
	curl -f http://example.org/x
	exec python /x.py
EOT
RUN echo "#!/bin/sh" > /get.sh && echo "git clone http://example.org/x" >> /get.sh
RUN printf '#!/bin/sh\nwget -q "$1"\n' | tee /usr/local/bin/get && chmod +x /usr/local/bin/get
RUN echo 'unzip /x.zip' | sh
RUN echo "deb is no package" > /notes && echo "make sure" > /etc/motd
ENTRYPOINT ["/start"]

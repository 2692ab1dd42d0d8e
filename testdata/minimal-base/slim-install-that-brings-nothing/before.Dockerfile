FROM python:3.12
RUN apt-get update && apt-get install -y --only-upgrade make && make --version && apt-config dump > /settings
RUN apt-get install -y --no-download autoconf
RUN apt-get -o RootDir=/mnt install -y automake && aclocal --version
RUN apt-get install -y --no-install-recommends g++ && apt-get remove -y g++ && apt-get autoremove -y && gcc --version
CMD ["date"]

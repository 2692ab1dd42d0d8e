FROM postgres:10.7
LABEL maintainer="somebody"

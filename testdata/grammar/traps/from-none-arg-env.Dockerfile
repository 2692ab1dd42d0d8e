ARG a
ENV b=c

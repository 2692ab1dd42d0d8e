FROM nginx:1.29
COPY x.template /etc/nginx/conf.d/
CMD ["sh", "-c", "envsubst < /etc/nginx/conf.d/x.template > /etc/nginx/conf.d/x.conf && nginx"]

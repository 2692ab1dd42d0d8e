FROM nginx:1.28
COPY default.conf /etc/nginx/conf.d/default.conf

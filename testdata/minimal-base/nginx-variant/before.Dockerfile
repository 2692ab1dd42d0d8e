FROM nginx:1.30
COPY nginx.conf /etc/nginx/nginx.conf
COPY pages/ /usr/share/nginx/html/
CMD ["nginx", "-g", "daemon off;"]

# escape=	
FROM alpine

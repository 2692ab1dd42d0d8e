FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:8.0
WORKDIR /app
COPY --from=build /app .
ENV HOME_OF_APP=/app
RUN $HOME_OF_APP/Shop --check
ENTRYPOINT ["dotnet", "Shop.dll"]

using HandoffBot.Core.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HandoffBot.MsTeams.Outbound;

/// <summary>What the bot says in Microsoft Teams, and what it asks there.</summary>
internal static class OutboundRegistration
{
    public const string Connector = "HandoffBot.MsTeams";
    private const string Issuer = "HandoffBot.MsTeams.Tokens";

    public static IServiceCollection AddMsTeamsOutbound(this IServiceCollection services)
    {
        services.AddCalls(Connector).AddCalls(Issuer);
        services.TryAddSingleton<ServiceHosts>();
        services.TryAddSingleton<Whereabouts>();
        services.TryAddSingleton<IBotTokens>(provider =>
        {
            var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(Issuer);
            var options = provider.GetRequiredService<IOptions<MsTeamsOptions>>();
            if (options.Value.DangerouslyServeLocalEmulator)
                return new NoTokens();

            return new Uri(options.Value.TokenAuthority).Scheme == Uri.UriSchemeHttp
                ? new LoopbackTokens(options, http, provider.GetRequiredService<TimeProvider>())
                : new EntraTokens(options, http);
        });
        services.TryAddSingleton(provider => new ConnectorClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(Connector),
            provider.GetRequiredService<IBotTokens>(),
            provider.GetRequiredService<ServiceHosts>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ConnectorClient>>()));
        services.TryAddSingleton<MsTeamsEdge>();
        services.TryAddSingleton<MsTeamsDirectory>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChatEdge, MsTeamsEdge>(provider => provider.GetRequiredService<MsTeamsEdge>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChatDirectory, MsTeamsDirectory>(provider => provider.GetRequiredService<MsTeamsDirectory>()));
        return services;
    }

    private static IServiceCollection AddCalls(this IServiceCollection services, string name)
    {
        services.AddHttpClient(name)
            .ConfigureHttpClient(http =>
            {
                http.Timeout = TimeSpan.FromSeconds(10);
                http.MaxResponseContentBufferSize = 4 * 1024 * 1024;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,

                // A stand-in on this machine is not behind the company's proxy.
                UseProxy = !new Uri(provider.GetRequiredService<IOptions<MsTeamsOptions>>().Value.TokenAuthority).IsLoopback,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services;
    }
}

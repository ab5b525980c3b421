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
    private const string ThisMachine = "HandoffBot.MsTeams.ManagedIdentity";

    public static IServiceCollection AddMsTeamsOutbound(this IServiceCollection services)
    {
        services.AddCalls(Connector, IsAsideOfProxies).AddCalls(Issuer, IsAsideOfProxies).AddCalls(ThisMachine, _ => true);
        services.TryAddSingleton<ServiceHosts>();
        services.TryAddSingleton<Whereabouts>();
        services.TryAddSingleton(Tokens);
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

    private static IBotTokens Tokens(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<MsTeamsOptions>>();
        if (options.Value.DangerouslyServeLocalEmulator)
            return new NoTokens();

        var calls = provider.GetRequiredService<IHttpClientFactory>();
        if (options.Value.ManagedIdentity)
            return new ManagedIdentityTokens(options, calls.CreateClient(ThisMachine));

        return new Uri(options.Value.TokenAuthority).Scheme == Uri.UriSchemeHttp
            ? new LoopbackTokens(options, calls.CreateClient(Issuer), provider.GetRequiredService<TimeProvider>())
            : new EntraTokens(options, calls.CreateClient(Issuer));
    }

    /// <summary>A stand-in on this machine is not behind the company's proxy.</summary>
    private static bool IsAsideOfProxies(IServiceProvider provider) =>
        new Uri(provider.GetRequiredService<IOptions<MsTeamsOptions>>().Value.TokenAuthority).IsLoopback;

    private static IServiceCollection AddCalls(this IServiceCollection services, string name, Func<IServiceProvider, bool> isAsideOfProxies)
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
                UseProxy = !isAsideOfProxies(provider),
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services;
    }
}

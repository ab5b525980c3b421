using HandoffBot.MsTeams.Inbound;
using HandoffBot.MsTeams.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HandoffBot.MsTeams;

/// <summary>
/// Connects the bot to Microsoft Teams. The host provides an <see cref="Core.Chat.IConversation"/>, an
/// <see cref="Core.Chat.IConversationBook"/> and, where the organization names its tenants, an <see cref="MsTeamsTenants"/>.
/// </summary>
public static class MsTeamsRegistration
{
    /// <summary>Where everything comes in; the Azure bot's messaging endpoint.</summary>
    public const string MessagesPath = "/api/messages";

    private const string KeysHttp = "HandoffBot.MsTeams.Keys";

    /// <summary>Reads the section <c>MsTeams</c>.</summary>
    public static IServiceCollection AddMsTeams(this IServiceCollection services, IConfiguration configuration) =>
        services.AddMsTeams(options => configuration.GetSection(MsTeamsOptions.Section).Bind(options));

    /// <summary>The options are checked at start: a missing secret refuses to start.</summary>
    public static IServiceCollection AddMsTeams(this IServiceCollection services, Action<MsTeamsOptions> configure)
    {
        services.AddOptions<MsTeamsOptions>().Configure(configure).PostConfigure(options => options.Tidy()).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MsTeamsOptions>, MsTeamsOptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddMsTeamsOutbound();
        services.AddMsTeamsInbound();
        return services;
    }

    /// <summary>Maps the address that the Azure bot names.</summary>
    public static IEndpointRouteBuilder MapMsTeams(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(MessagesPath, ServeAsync);
        return routes;
    }

    private static async Task ServeAsync(HttpContext context)
    {
        var inside = context.RequestServices.GetRequiredService<ActivityRoute>();
        var answer = await context.RequestServices.GetRequiredService<Door>().PassAsync(context.Request, inside.AnswerAsync);
        await answer.WriteAsync(context.Response, context.RequestAborted);
    }

    private static void AddMsTeamsInbound(this IServiceCollection services)
    {
        services.AddHttpClient(KeysHttp)
            .ConfigureHttpClient(http =>
            {
                http.Timeout = TimeSpan.FromSeconds(10);
                http.MaxResponseContentBufferSize = 1024 * 1024;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                // A stand-in on this machine is not behind the company's proxy.
                UseProxy = !new Uri(provider.GetRequiredService<IOptions<MsTeamsOptions>>().Value.OpenIdMetadataUrl).IsLoopback,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.TryAddSingleton(provider => new SigningKeys(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(KeysHttp),
            provider.GetRequiredService<IOptions<MsTeamsOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SigningKeys>>()));
        services.TryAddSingleton<Tokens>();
        services.TryAddSingleton<LocalEmulator>();
        services.TryAddSingleton<Gate>();
        services.TryAddSingleton<UnverifiedPace>();
        services.TryAddSingleton<TenantPace>();
        services.TryAddSingleton<Door>();
        services.TryAddSingleton<Recent>();
        services.TryAddSingleton<Overtime>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Overtime>(provider => provider.GetRequiredService<Overtime>()));
        services.TryAddSingleton<Soon>();
        services.TryAddSingleton<Homes>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Homes>(provider => provider.GetRequiredService<Homes>()));
        services.TryAddScoped<Asked>();
        services.TryAddScoped<PrivateAnswers>();
        services.TryAddScoped<ActivityRoute>();
        services.TryAddScoped<MessageRoute>();
        services.TryAddScoped<RosterRoute>();
        services.TryAddScoped<SubmitRoute>();
        services.TryAddScoped<InvokeRoute>();
        services.TryAddScoped<PressedOnCard>();
        services.TryAddScoped<DialogRoute>();
        services.TryAddScoped<ExtensionRoute>();
        services.TryAddScoped<SuggestionsWanted>();
        services.TryAddScoped<Dialogs>();
        services.TryAddScoped<FormCards>();
    }
}

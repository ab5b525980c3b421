using HandoffBot.Core.Chat;
using HandoffBot.Slack.Blocks;
using HandoffBot.Slack.Inbound;
using HandoffBot.Slack.Outbound;
using HandoffBot.Slack.Socket;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HandoffBot.Slack;

/// <summary>
/// Connects the bot to Slack. The host provides an <see cref="IConversation"/> and, where the organization names its workspaces, a
/// <see cref="SlackWorkspaces"/>.
/// </summary>
public static class SlackRegistration
{
    /// <summary>Where slash commands come in.</summary>
    public const string CommandsPath = "/slack/commands";

    /// <summary>Where buttons, forms and typed choices come in.</summary>
    public const string InteractionsPath = "/slack/interactions";

    /// <summary>Where events come in.</summary>
    public const string EventsPath = "/slack/events";

    private const string HttpName = "HandoffBot.Slack";

    /// <summary>Reads the section <c>Slack</c>.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSlack(options => configuration.GetSection(SlackOptions.Section).Bind(options));

    /// <summary>The options are checked at start: a missing secret refuses to start.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, Action<SlackOptions> configure)
    {
        services.AddOptions<SlackOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SlackOptions>, SlackOptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSlackHttp();

        services.TryAddSingleton(provider => new MessageRenderer(Command(provider)));
        services.TryAddSingleton(provider => new ViewRenderer(Command(provider)));
        services.TryAddSingleton(provider => new HomeRenderer(Command(provider)));
        services.TryAddSingleton<SlackIdentity>();
        services.TryAddSingleton<SlackEdge>();
        services.TryAddSingleton<SlackDirectory>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChatEdge, SlackEdge>(provider => provider.GetRequiredService<SlackEdge>()));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IChatDirectory, SlackDirectory>(provider => provider.GetRequiredService<SlackDirectory>()));

        services.TryAddSingleton<Door>();
        services.TryAddSingleton<UnverifiedPace>();
        services.TryAddSingleton<WorkspacePace>();
        services.TryAddSingleton<WorkspaceGate>();
        services.TryAddSingleton<TurnedAway>();
        services.TryAddSingleton<AnsweredMessages>();
        services.TryAddSingleton<Modals>();
        services.TryAddSingleton<PrivateAnswers>();
        services.TryAddSingleton<HomePublishing>();
        services.TryAddSingleton<Homes>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Homes>(provider => provider.GetRequiredService<Homes>()));
        services.TryAddScoped<Asked>();
        services.TryAddScoped<CommandRoute>();
        services.TryAddScoped<InteractionRoute>();
        services.TryAddScoped<MessagePicked>();
        services.TryAddScoped<PressedInMessage>();
        services.TryAddScoped<PressedInForm>();
        services.TryAddScoped<PressedAtHome>();
        services.TryAddScoped<ShortcutUsed>();
        services.TryAddScoped<FormSent>();
        services.TryAddScoped<SuggestionsWanted>();
        services.TryAddScoped<EventRoute>();

        services.TryAddSingleton<SocketTimes>();
        services.TryAddSingleton<SocketDoor>();
        services.TryAddSingleton<Envelopes>();
        services.TryAddSingleton(provider => new SlackReach(provider.GetRequiredService<IOptions<SlackOptions>>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SocketMode>());
        return services;
    }

    /// <summary>
    /// Maps the three addresses that the app's manifest names. Without a signing secret, as in Socket Mode, they refuse everything.
    /// </summary>
    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(CommandsPath, context => ServeAsync(context, Door.Form, Commands(context)));
        routes.MapPost(InteractionsPath, context => ServeAsync(context, Door.Form, Interactions(context)));
        routes.MapPost(EventsPath, context => ServeAsync(context, Door.Json, Route<EventRoute>(context).AnswerAsync));
        return routes;
    }

    private static async Task ServeAsync(HttpContext context, string mediaType, Func<ReadOnlyMemory<byte>, Task<Answer>> inside)
    {
        var answer = await context.RequestServices.GetRequiredService<Door>().PassAsync(context.Request, mediaType, inside);
        await answer.WriteAsync(context.Response, context.RequestAborted);
    }

    private static Func<ReadOnlyMemory<byte>, Task<Answer>> Commands(HttpContext context) =>
        body => Route<CommandRoute>(context).AnswerAsync(CommandPayload.OfForm(body));

    private static Func<ReadOnlyMemory<byte>, Task<Answer>> Interactions(HttpContext context) =>
        body => Route<InteractionRoute>(context).AnswerAsync(InboundRequest.Field(body, "payload"));

    private static T Route<T>(HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();

    private static string Command(IServiceProvider provider) => provider.GetRequiredService<IOptions<SlackOptions>>().Value.Command;

    private static void AddSlackHttp(this IServiceCollection services)
    {
        services.AddHttpClient(HttpName)
            .ConfigureHttpClient((provider, http) =>
            {
                http.BaseAddress = provider.GetRequiredService<IOptions<SlackOptions>>().Value.ApiBase;
                http.Timeout = TimeSpan.FromSeconds(10);
                http.MaxResponseContentBufferSize = 8 * 1024 * 1024;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,

                // A stand-in on this machine is not behind the company's proxy.
                UseProxy = !provider.GetRequiredService<IOptions<SlackOptions>>().Value.ApiBase.IsLoopback,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

            // They would write response_urls into the log, which answer in the bot's name.
            .RemoveAllLoggers();
        services.TryAddSingleton(provider => new SlackClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpName),
            provider.GetRequiredService<IOptions<SlackOptions>>(),
            provider.GetRequiredService<ILogger<SlackClient>>()));
    }
}

using HandoffBot.Playground.MsTeams.Activities;
using HandoffBot.Playground.MsTeams.Connector;
using HandoffBot.Playground.MsTeams.Player;
using HandoffBot.Playground.MsTeams.Tenant;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Playground.MsTeams;

/// <summary>Puts the Microsoft Teams half into a playground that is given one.</summary>
internal static class MsTeamsHalf
{
    public static void AddMsTeams(this IServiceCollection services, MsTeamsPlaygroundOptions options)
    {
        services.AddSingleton(options).AddSingleton<MsTeamsAddresses>().AddSingleton<MsTeamsTenant>().AddSingleton<Dialogs>();
        services.AddSingleton<MsTeamsFaults>().AddSingleton<MsTeamsCalls>().AddSingleton<BotFrameworkIssuer>().AddSingleton<EntraTokens>().AddSingleton<Pace>();
        services.AddSingleton<Rosters>().AddSingleton<IConnectorOperations>(found => found.GetRequiredService<Rosters>());
        services.AddSingleton<IConnectorOperations, Conversing>().AddSingleton<ConnectorApi>();
        services.AddSingleton<MsTeamsPatience>().AddSingleton<BotEndpoint>().AddSingleton<ActivityWriter>().AddSingleton<RosterActivities>()
            .AddSingleton<Deliveries>().AddSingleton<Installations>();
        services.AddSingleton<MsTeamsView>().AddSingleton<MsTeamsFeed>().AddSingleton<Talking>().AddSingleton<DialogTurns>().AddSingleton<CardClicks>()
            .AddSingleton<Typeahead>().AddSingleton<MsTeamsPlayerApi>();
        services.AddSingleton<MsTeamsStateFile>();
        // In this order: what was kept is known before anything is told of it.
        services.AddHostedService(found => found.GetRequiredService<MsTeamsStateFile>());
        services.AddHostedService(found => found.GetRequiredService<Deliveries>());
        services.AddHostedService(found => found.GetRequiredService<Installations>());
        services.AddSingleton(found => new MsTeamsStandIn(
            found.GetRequiredService<MsTeamsTenant>(), found.GetRequiredService<RosterActivities>(), found.GetRequiredService<Deliveries>(),
            found.GetRequiredService<Installations>(), found.GetRequiredService<MsTeamsAddresses>(), found.GetRequiredService<MsTeamsFaults>(),
            found.GetRequiredService<MsTeamsCalls>()));
    }

    public static void MapMsTeams(this WebApplication app)
    {
        app.Services.GetRequiredService<ConnectorApi>().Map(app);
        app.Services.GetRequiredService<MsTeamsPlayerApi>().Map(app);
    }
}

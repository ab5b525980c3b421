using HandoffBot.Core.Chat;
using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// Who comes and goes: the bot, people, channels and teams.
/// <see href="https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events"/>
/// </summary>
internal sealed class RosterRoute(Asked asked, PrivateAnswers answers, IConversationBook book, ILogger<RosterRoute> log)
{
    /// <summary>A large team may be added at once; whoever is not met now is when they speak.</summary>
    private const int MostAtOnce = 25;

    /// <summary>Whether the activity says that the bot, or what it tells of, is no more there.</summary>
    public static ChannelRef? Gone(Activity activity, Met met) => activity switch
    {
        { Type: "installationUpdate", Action: "remove" } => met.Team ?? met.Where,
        { Type: "conversationUpdate", ChannelData.EventType: "teamDeleted" or "teamHardDeleted" } => met.Team,
        { Type: "conversationUpdate", ChannelData.EventType: "channelDeleted" } => met.Where,
        { Type: "conversationUpdate", MembersRemoved: { } left } when left.Exists(one => IsBot(one, activity)) => met.Team ?? met.Where,
        _ => null,
    };

    /// <summary>The bot is forgotten there. When that breaks, Microsoft Teams is asked to say it again.</summary>
    public async Task<Answer> LeaveAsync(ChannelRef gone, string receipt)
    {
        try
        {
            await book.ForgetAsync(gone, CancellationToken.None);
            log.Left(gone.Workspace, gone.Channel);
            return Answer.Empty;
        }
        catch (Exception failure)
        {
            log.Broke(failure, receipt, "none");
            return Answer.TryAgain;
        }
    }

    /// <summary>Nobody waits for an answer, so when it breaks Microsoft Teams is asked to say it again.</summary>
    public async Task<Answer> AnswerAsync(Activity activity, Met met, string receipt)
    {
        var broke = false;
        foreach (var interaction in Arrivals(activity, met, receipt))
            broke |= (await asked.HandleAsync(interaction)).Broke;

        // Told at each installation; that the bot is a member now is told once in a lifetime.
        if (activity is { Type: "installationUpdate", Action: "add" } && met is { Kind: ConversationKind.Personal, By: { } by })
            await GreetAsync(new(by, $"{receipt}:greeting", new(Act.Home), null));

        return broke ? Answer.TryAgain : Answer.Empty;
    }

    /// <summary>Whoever has added the bot for themselves gets their home at once, or is told whom to ask.</summary>
    private async Task GreetAsync(Interaction.ButtonPressed greeted)
    {
        if ((await asked.HandleAsync(greeted)).Reply is Reply.Notice home)
            await answers.SayAsync(home.Card, greeted, thread: null);
    }

    private static IEnumerable<Interaction> Arrivals(Activity activity, Met met, string receipt)
    {
        var added = activity.MembersAdded ?? [];
        if (added.Exists(one => IsBot(one, activity)) && met.Kind is ConversationKind.Channel && Chosen(activity, met) is { } channel)
            yield return new Interaction.BotAdded(met.By ?? new(Platform.MsTeams, met.Tenant, activity.Recipient!.Id!), receipt, channel);

        // Whoever leaves the last team in which the bot finds them is reached no more.
        foreach (var account in added.Concat(activity.MembersRemoved ?? []).Select(met.Account).OfType<AccountRef>().Take(MostAtOnce))
            yield return new Interaction.AccountChanged(account, $"{receipt}:{account.Account}");
    }

    /// <summary>Who adds the bot to a team chooses a channel for it.</summary>
    private static ChannelRef? Chosen(Activity activity, Met met) => activity.ChannelData?.Settings?.SelectedChannel?.Id is { Length: > 0 } id
        ? new(Platform.MsTeams, met.Tenant, id)
        : met.Where;

    private static bool IsBot(Party? one, Activity activity) => one?.Id is { Length: > 0 } id && id == activity.Recipient?.Id;
}

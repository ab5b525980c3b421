using HandoffBot.Core.Chat;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HandoffBot.MsTeams.Outbound;

/// <summary>At which address a conversation is reached, also one in which the bot was never met.</summary>
internal sealed class Whereabouts(IConversationBook book, IOptions<MsTeamsOptions> options, ILogger<Whereabouts> log)
{
    /// <summary>The bot as Microsoft Teams names it.</summary>
    public string Bot { get; } = $"28:{options.Value.AppId}";

    /// <summary>The address of a conversation, of which the thread does not matter.</summary>
    public async Task<Uri> ServiceAsync(string tenant, string conversation, CancellationToken cancellationToken) =>
        (await book.FindAsync(Place(tenant, conversation), cancellationToken))?.Service ?? await ServiceAsync(tenant, cancellationToken);

    /// <summary>
    /// Where a conversation of the tenant is begun: each address of one tenant takes what is meant for the others, and where none is known, the
    /// one that Microsoft has for everybody finds them.
    /// <see href="https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages"/>
    /// </summary>
    public async Task<Uri> ServiceAsync(string tenant, CancellationToken cancellationToken) =>
        (await book.TeamsAsync(Platform.MsTeams, tenant, cancellationToken)).FirstOrDefault()?.Service ?? new Uri(options.Value.ServiceUrl);

    /// <summary>Forgets a conversation that takes the bot no more. A channel where it is only silenced is still read by it.</summary>
    public async Task<Called> JudgedAsync(Called called, string tenant, string conversation, CancellationToken cancellationToken)
    {
        if (called is not Called.Refused refused || !Mending.IsDead(refused) || (Mending.IsSilenced(refused) && Conversations.IsChannel(conversation)))
            return called;

        var place = Place(tenant, conversation);
        log.Forgotten(tenant, place.Channel, refused.Code);
        await book.ForgetAsync(place, cancellationToken);
        return called;
    }

    private static ChannelRef Place(string tenant, string conversation) => new(Platform.MsTeams, tenant, Conversations.WithoutThread(conversation));
}

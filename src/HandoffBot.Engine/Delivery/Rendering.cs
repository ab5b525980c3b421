using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Delivery;

/// <summary>A message that shows the card already.</summary>
internal sealed record Shown(CardRef Message, bool Linked);

/// <summary>What a delivery says now.</summary>
/// <param name="Existing">The messages to redraw, the newest first.</param>
/// <param name="Shows">The handoff's version that is drawn.</param>
/// <param name="Over">Why it is not sent any more.</param>
internal sealed record Rendered(Card? Card, Destination? To, ImmutableArray<Shown> Existing, int Shows, string? Over)
{
    /// <summary>One message that is posted once and redrawn from then on.</summary>
    public bool IsCard { get; init; }

    /// <summary>Whether other messages link to it.</summary>
    public bool IsLinked { get; init; } = true;

    /// <summary>Whether one that does not exist is posted; not a brief whose team receives elsewhere by now.</summary>
    public bool Posts { get; init; } = true;

    /// <summary>Why not.</summary>
    public string Unposted { get; init; } = "its message is gone, and it belongs elsewhere now";

    /// <summary>Waiting deliveries of the same card that were there before it was drawn: it says what they meant to say.</summary>
    public IReadOnlyList<Guid> Same { get; init; } = [];

    /// <summary>What became of those that were to be the same message and are not.</summary>
    public ImmutableDictionary<Guid, Sent> Apart { get; init; } = ImmutableDictionary<Guid, Sent>.Empty;

    /// <summary>Pings of which somebody else has a part by now, who is to hear of it once they are sent.</summary>
    public IReadOnlyList<Guid> Moved { get; init; } = [];

    public static Rendered Nothing(string over) => new(null, null, [], 0, over);

    /// <summary>One message that is posted while it asks for something, and redrawn from then on.</summary>
    /// <param name="asks">Whether it still does.</param>
    /// <param name="over">Why it is not posted any more.</param>
    public static Rendered Kept(Card card, Destination to, IReadOnlyList<CardRef> shown, bool asks, string over, int shows = 0) =>
        new(card, to, [.. shown.Select(one => new Shown(one, Linked: false))], shows, null) { IsCard = true, IsLinked = false, Posts = asks, Unposted = over };

    public static Rendered Message(Card card, Destination to, int shows = 0) => new(card, to, [], shows, null);
}

/// <summary>Draws a delivery from the latest state.</summary>
internal sealed class Rendering(Gathering gathering, Reminding reminding, PromiseLetters promises, PlaybookLetters playbooks, Platforms platforms, Unbound places)
{
    /// <param name="gathered">What was read for several at once; what is old by now, or missing, is read anew.</param>
    public async Task<Rendered> DrawAsync(Leased leased, Intent intent, Lane lane, Gathered? gathered, CancellationToken cancellationToken)
    {
        var row = leased.Row;
        if (intent.Kind == IntentKind.Ping)
            return await reminding.DrawAsync(leased, lane, gathered, cancellationToken);

        if (intent.Kind == IntentKind.Promise)
            return await promises.DrawAsync(intent, lane, cancellationToken);

        if (intent.Kind == IntentKind.Playbook)
            return await playbooks.DrawAsync(intent, lane, cancellationToken);

        if (intent.Handoff is not { } number)
            return Rendered.Message(Alone(intent, lane), lane.Destination);

        gathered = await gathering.FreshAsync(gathered, row, cancellationToken);
        if (gathered.Views.GetValueOrDefault(number) is not { } view)
            return Rendered.Nothing("the handoff is gone");

        var shows = gathered.Versions[number];
        if (intent.IsCard)
            return CardOf(gathered, intent, lane, view, shows) with
            {
                IsCard = true,
                Same = [.. gathered.Waiting[(number, row.Kind, row.Lane)].Where(one => one != row.Id)],
            };

        if (intent.Notice is not null)
            return NoticeOf(gathered, intent, lane, view, shows);

        return Passed.WhyNot(intent, view) is { } over
            ? Rendered.Nothing(over)
            : Rendered.Message(MessageOf(intent, view), DestinationOf(gathered, intent, number, lane), shows);
    }

    private Rendered CardOf(Gathered gathered, Intent intent, Lane lane, HandoffView view, int shows)
    {
        var number = view.Handoff.Number;
        ImmutableArray<Shown> messages = [.. gathered.Showing(number, RoleOf(intent.Kind), lane).Select(one => new Shown(one.Ref, one.Link is not null))];
        if (intent.Kind == IntentKind.Brief && HomeOf(view) is { } home && !home.IsSameChat(lane))
        {
            var link = gathered.Showing(number, CardRole.Brief, home).FirstOrDefault()?.Link;
            return new(BriefCard.Moved(view, link is null ? null : new Uri(link)), lane.Destination, messages, shows, null) { Posts = false };
        }

        if (intent.Kind == IntentKind.BriefToLead && messages.IsEmpty && view.NotPosted is null)
            return Rendered.Nothing("the brief was posted meanwhile");

        if (intent.Kind == IntentKind.SenderCard && !IsOf(view.Person(view.Handoff.Sender), lane))
            return new(SenderCard.Passed(view), lane.Destination, messages, shows, null) { Posts = false };

        if (intent.Kind == IntentKind.BriefToLead && LedAway(gathered, view) is { } brief)
            return new(BriefCard.Moved(view, brief), lane.Destination, messages, shows, null) { Posts = false };

        var card = intent.Kind is IntentKind.Brief or IntentKind.BriefToLead ? BriefCard.For(view) : SenderCard.For(view);
        return new(card, lane.Destination, messages, shows, null);
    }

    private static Rendered NoticeOf(Gathered gathered, Intent intent, Lane lane, HandoffView view, int shows)
    {
        var over = Passed.WhyNot(intent, view) ?? (QuestionsOf(intent)?.IsOver(view.Handoff) is true ? "it was answered meanwhile" : null);
        var shown = gathered.Notices[intent.Notice!.Value].Where(one => one.Lane == lane.ToString()).OrderByDescending(one => one.PostedAt).Select(one => one.Ref);
        return Rendered.Kept(
            MessageOf(intent, view), DestinationOf(gathered, intent, view.Handoff.Number, lane), [.. shown], over is null, over ?? "", shows);
    }

    /// <summary>Whether somebody is reached there; who has no account that is known keeps what they have.</summary>
    private static bool IsOf(PersonView person, Lane lane) =>
        person.Accounts.IsEmpty || person.Accounts.Any(one => Lane.Of(one).IsSameChat(lane));

    /// <summary>A lead got the brief because their channel did not take it, and another team has it in its own by now.</summary>
    /// <returns>Opens it there; null where the lead's copy is still the one to answer on.</returns>
    private Uri? LedAway(Gathered gathered, HandoffView view) =>
        view.Handoff.ReRouted is not null && view.NotPosted is null && HomeOf(view) is { } home
        && gathered.Showing(view.Handoff.Number, CardRole.Brief, home).FirstOrDefault()?.Link is { } link ? new Uri(link) : null;

    /// <summary>What is about no handoff.</summary>
    private Card Alone(Intent intent, Lane lane) => intent switch
    {
        { Kind: IntentKind.Welcome } => NoticeCards.Welcome(intent.Text ?? "", places.ToBindAt(lane)),
        { Kind: IntentKind.Departure, Words: { } words } => NoticeCards.WithButtons(intent.Text ?? "", new CardButton("Show the team", Presses.Say(words))),
        _ => Core.Chat.Card.Says(intent.Text ?? ""),
    };

    private static Card MessageOf(Intent intent, HandoffView view) => intent.Kind switch
    {
        IntentKind.TurnToReceivers when intent.Exception is { } filledIn => ExceptionCards.ToReceivers(view, filledIn),
        IntentKind.TurnToSender when intent.Exception is { } filledIn => ExceptionCards.ToSender(view, filledIn, intent.Person is { } other ? new PersonId(other) : null),
        IntentKind.TurnToReceivers => TurnCards.ToReceivers(view, intent.Turn ?? Turn.Submitted, QuestionsOf(intent)),
        IntentKind.TurnToSender => TurnCards.ToSender(
            view, intent.Turn ?? Turn.Submitted, intent.Person is { } instead ? new PersonId(instead) : null, QuestionsOf(intent)),
        IntentKind.Confirmation => TurnCards.Sent(view),
        IntentKind.OwnershipMoved => NoticeCards.OwnershipMoved(view, Person(intent.Other), Person(intent.Person)),
        IntentKind.OwnershipReceived => NoticeCards.OwnershipReceived(view, Person(intent.Person)),
        IntentKind.NotPosted => NoticeCards.NotPosted(view, intent.Text ?? ""),
        IntentKind.Dispute when view.Handoff.Commitments.FirstOrDefault(one => one.Id.Value == intent.Commitment) is { } promise => DisputeCards.For(
            view, promise, intent.Dispute ?? DisputeTurn.Disputed, Person(intent.Person), lead: intent.Other is not null),
        _ => Core.Chat.Card.Says(intent.Text ?? ""),
    };

    private static QuestionNotice? QuestionsOf(Intent intent) => intent is { Notice: { } notice, Questions: { } questions } ? new(notice, [.. questions]) : null;

    /// <summary>What belongs to a brief goes into its thread, where it has one in that channel.</summary>
    public static Destination DestinationOf(Gathered gathered, Intent intent, int number, Lane lane)
    {
        if (intent.Kind is not (IntentKind.TurnToReceivers or IntentKind.Ping) || lane.IsPerson)
            return lane.Destination;

        var brief = gathered.Showing(number, CardRole.Brief, lane).FirstOrDefault();
        return brief is null ? lane.Destination : new Destination.ToThread(brief.Ref, intent.Broadcast);
    }

    private Lane? HomeOf(HandoffView view) =>
        platforms.ChannelOf(view.Organization.Teams.GetValueOrDefault(view.Handoff.ReceivingTeam)) is { } channel ? Lane.Of(channel) : null;

    public static CardRole RoleOf(IntentKind kind) => kind switch
    {
        IntentKind.SenderCard => CardRole.SenderCard,
        IntentKind.Announcement => CardRole.Announcement,
        _ => CardRole.Brief,
    };

    private static PersonId Person(Guid? id) => new(id ?? Guid.Empty);
}

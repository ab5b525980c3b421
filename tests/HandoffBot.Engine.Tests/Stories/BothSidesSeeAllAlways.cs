using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using static HandoffBot.Engine.Tests.Stories.EveryStory;

namespace HandoffBot.Engine.Tests.Stories;

/// <summary>Both sides see all, in every state, and everything is on the timeline, whatever random people do and however the platforms behave.</summary>
public sealed class BothSidesSeeAllAlways
{
    [Fact]
    public Task Everything_that_happens_is_told_in_the_timeline_with_who_when_and_from_which_platform() => After_every_move(move =>
    {
        if (move.Answer is null)
            return;

        var told = move.Told.Where(one => one.By is not null).Select(TimelineEntry.Of).ToList();
        Assert.Equal(move.Events.Select(one => one.GetType()), told.Select(one => one.Event?.GetType()));
        Assert.All(told, one => Assert.Equal((move.By, move.From, move.Is.View.Now), (one.By, one.Platform, one.At)));
    });

    [Fact]
    public Task What_was_told_stays_as_it_was_told() => After_every_move(move =>
    {
        static object Whole(TimelineRow row) => (row.Id, row.Kind, row.At, row.By, row.Platform, row.Client, row.Body);
        Assert.Equal(move.Was.Timeline.Select(Whole), move.Is.Timeline.Take(move.Was.Timeline.Length).Select(Whole));
    });

    [Fact]
    public Task What_is_refused_leaves_nothing_behind() => After_every_move(move =>
    {
        if (move.Answer is null or DeskAnswer.Granted)
            return;

        Assert.Empty(move.Told);
        Assert.Empty(move.Written);
        Assert.Equal(StoredState(move.Was), StoredState(move.Is));
    });

    [Fact]
    public Task A_reminder_that_was_decided_and_not_sent_is_in_the_timeline_with_the_reason() => After_every_move(move =>
    {
        var suppressed = move.Is.Timeline.Where(one => one.Kind == "ping-suppressed").Select(one => StorageJson.ReadEvent(one.Body)).ToList();
        foreach (var silent in move.Is.Deliveries.Where(one => one.Kind == nameof(IntentKind.Ping) && one is { State: DeliveryState.Cancelled, AttemptedAt: null }))
        {
            var ping = Intent.Read(silent.Intent).Ping!;
            Assert.Contains(suppressed, one => one.Run == ping.Run && one.Rung == ping.Key && (one.Repeat ?? 0) == ping.Repeat && one.Note is { Length: > 0 });
        }
    });

    [Fact]
    public Task Once_all_is_sent_every_card_of_either_side_shows_what_is() => After_every_move(move =>
    {
        if (move.Settled is not { IsPartly: false } settled || move.Is.Handoff.Round == 0)
            return;

        var view = move.Is.View;
        var home = move.Is.Handoff.ReceivingTeam == "onboarding" ? "19:intake@thread.tacv2" : "C0FAR";
        var sender = view.Person(move.Is.Handoff.Sender).Accounts;
        Assert.Contains(move.Is.Cards, one => one.Role == CardRole.Brief && one.Channel == home);
        Assert.Contains(move.Is.Cards, one => one.Role == CardRole.Announcement && one.Channel == "C0SALES");
        Assert.True(sender.IsEmpty || move.Is.Cards.Any(one => one.Role == CardRole.SenderCard && one.Channel == sender[0].Account));

        // Nothing is drawn for somebody who has left.
        foreach (var card in move.Is.Cards.Where(one => one.Role != CardRole.SenderCard || !sender.IsEmpty))
        {
            var drawn = card.Role switch
            {
                CardRole.Brief when card.Channel == home => BriefCard.For(view),
                CardRole.Announcement => SenderCard.For(view),
                CardRole.SenderCard when sender.Any(one => one.Account == card.Channel) => SenderCard.For(view),
                CardRole.SenderCard => SenderCard.Passed(view),
                _ => null,
            };

            // What is changed while it is with the sender is shown when it is sent; until then the state is.
            var lines = move.Is.Handoff.Status is HandoffStatus.Draft or HandoffStatus.Rejected ? 3 : 1000;
            if (drawn is not null)
                Assert.Equal(Reads(drawn).Take(lines), Reads(settled.Shown[card.Ref]).Take(lines));
            else
                Assert.Equal(BriefCard.For(view).Summary, settled.Shown[card.Ref].Summary);
        }
    });

    [Fact]
    public Task Both_sides_read_the_same_details_in_every_state_and_all_that_happened_stands_in_them() => After_every_move(move =>
    {
        if (move.Settled is not { Details: [var first, ..] details })
            return;

        Assert.All(details, one => Assert.Equal(Reads(first), Reads(one)));
        var isSent = false;
        var lines = 0;
        foreach (var entry in move.Is.Timeline.Select(TimelineEntry.Of))
        {
            isSent |= entry.Event is HandoffEvent.Submitted;

            // How a draft was filled in is its sender's own business.
            if (entry.ToHistory() is not null && entry.Event is not HandoffEvent.Saved { } || (entry.Event is HandoffEvent.Saved { Changes.IsEmpty: false } && isSent))
                lines++;
        }

        Assert.Equal(lines, Reads(first).SkipWhile(line => line != "# History").Count(line => line.StartsWith("note: ", StringComparison.Ordinal)));
    });

    [Fact]
    public async Task The_stories_are_looked_at_by_both_sides_in_every_state()
    {
        var settled = (await MovesAsync()).Where(move => move.Settled is { IsPartly: false, Details.Length: 2 }).Select(move => move.Is.Handoff.Status);
        Assert.Empty(Enum.GetValues<HandoffStatus>().Except(settled));
    }

    private static object StoredState(Moment moment) => (moment.Handoff.Status, moment.Handoff.Round, moment.Handoff.Revision, moment.Handoff.Holder, moment.Owner, moment.Clocks.Length);

    private static List<string> Reads(Card card) => [card.Summary.Plainly(), .. card.Parts.SelectMany(Reads)];

    private static List<string> Reads(IEnumerable<FormPart> parts) => [.. parts.OfType<FormPart.Shown>().SelectMany(one => Reads(one.Part))];

    private static IEnumerable<string> Reads(CardPart part) => part switch
    {
        CardPart.Header one => [$"# {one.Title}"],
        CardPart.Text one => [one.Phrase.Plainly()],
        CardPart.Note one => [$"note: {one.Phrase.Plainly()}"],
        CardPart.Facts one => one.Of.Select(fact => $"{fact.Label}: {fact.Value.Plainly()}"),
        CardPart.LongText one => [$"{one.Label}: {one.Value}"],
        CardPart.Buttons one => one.Of.Select(button => $"[{button.Label} {button.Press}]"),
        _ => [],
    };
}

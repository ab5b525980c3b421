using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.People;
using NodaTime;

namespace HandoffBot.Core.Tests.Chat;

/// <summary>Who is away, who covers and who has left, in words.</summary>
public sealed class PeopleCardFacts
{
    private static readonly PersonView KimAway = Scene.Kim with { Away = new("1 Dec", Scene.Olu) };

    [Theory]
    [InlineData("2026-12-01", "1 Dec")]
    [InlineData("2027-09-22", "22 Sep")]
    [InlineData("2027-09-23", "23 Sep 2027")]
    public void A_day_has_its_year_where_that_is_not_plain(string date, string words) =>
        Assert.Equal(words, Away.Day(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value, new LocalDate(2026, 11, 23)));

    [Fact]
    public void Whoever_is_awaited_is_said_to_be_away_wherever_they_are_named()
    {
        Assert.Contains("Proposed owner: Kim (away until 1 Dec, covered by Olu), because", Transcript.Of(BriefCard.For(With(Scene.View(HandoffStatus.Submitted)))), StringComparison.Ordinal);
        var claimed = Scene.View(Scene.Handoff(HandoffStatus.Submitted) with { ClaimedBy = Scene.Kim.Id });
        Assert.Contains("Claimed by: Kim (away until 1 Dec, covered by Olu)", Transcript.Of(BriefCard.For(With(claimed))), StringComparison.Ordinal);
        var owned = Scene.View(Scene.Handoff(HandoffStatus.Accepted) with { Accepted = new(Scene.Olu.Id, Scene.Now, Scene.Kim.Id, Scene.Sam.Id, null) });
        Assert.Contains("Owner: Kim (away until 1 Dec, covered by Olu)", Transcript.Of(BriefCard.For(With(owned))), StringComparison.Ordinal);
        Assert.Contains("@Kim (away until 1 Dec), @Olu covering: you own Brightwave Ltd now", Transcript.Of(TurnCards.ToReceivers(With(owned), Turn.Accepted)), StringComparison.Ordinal);

        // What is over awaits nobody.
        var ended = With(Scene.View(Scene.Handoff(HandoffStatus.Completed) with { Accepted = owned.Handoff.Accepted }));
        Assert.DoesNotContain("away", Transcript.Of(BriefCard.For(ended)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HandoffStatus.Draft)]
    [InlineData(HandoffStatus.Rejected)]
    [InlineData(HandoffStatus.Clarifying)]
    public void A_list_says_that_the_sender_is_away_while_it_waits_for_them(HandoffStatus status)
    {
        var view = Scene.View(status);
        var away = view with { People = view.People.SetItem(Scene.Sam.Id, Scene.Sam with { Away = new("1 Dec", null) }) };

        Assert.EndsWith(" · Sam is away until 1 Dec", ListEntry.Of(away, Act.Show).State.Plainly(), StringComparison.Ordinal);
        Assert.DoesNotContain("away", ListEntry.Of(view, Act.Show).State.Plainly(), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_covers_for_the_sender_is_told_why_and_shown_what_they_may_do()
    {
        var view = Scene.View(HandoffStatus.Rejected);
        view = view with { People = view.People.SetItem(Scene.Sam.Id, Scene.Sam with { Away = new("1 Dec", Scene.Olu) }) };

        var card = TurnCards.ToSender(view, Turn.Rejected, Scene.Olu.Id);
        Assert.StartsWith("(@Olu, for Sam (away until 1 Dec): H-1042 · Brightwave Ltd needs another look.", Transcript.Of(card), StringComparison.Ordinal);
        Assert.Contains("<Show>", Transcript.Of(card), StringComparison.Ordinal);
        Assert.DoesNotContain("Mend it", Transcript.Of(card), StringComparison.Ordinal);
        Assert.DoesNotContain("Continue", Transcript.Of(PingCard.For(
            Scene.Ping(view, PingRole.Holder, Scene.Olu, Duration.Zero, kind: Core.Clocks.ClockKind.Rework) with { For = view.Person(Scene.Sam.Id) })), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_has_it_now_hears_that_somebody_has_left()
    {
        var waiting = Scene.View(HandoffStatus.Submitted);
        Assert.Contains("@Kim: H-1042 · Brightwave Ltd from Sam (Sales) waits for your answer now, because who had it in hand has left", Transcript.Of(TurnCards.ToReceivers(waiting, Turn.ReceiverLeft)), StringComparison.Ordinal);
        var asked = Scene.View(HandoffStatus.Clarifying);
        Assert.Contains("is with you now, because who had it in hand has left. It waits for Sales to answer a question.", Transcript.Of(TurnCards.ToReceivers(asked, Turn.ReceiverLeft)), StringComparison.Ordinal);
        Assert.Contains("who had it in hand at Onboarding has left. Kim has it now.", Transcript.Of(TurnCards.ToSender(waiting, Turn.ReceiverLeft)), StringComparison.Ordinal);
        var nobody = Scene.View(waiting.Handoff with { Proposal = null });
        Assert.Contains("Nobody in particular has it now.", Transcript.Of(TurnCards.ToSender(nobody, Turn.ReceiverLeft)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_history_says_who_left_and_who_goes_on()
    {
        var form = DetailsScreen.Draw(Scene.View(HandoffStatus.Submitted),
        [
            new HistoryEntry.Lived(new HandoffEvent.SenderLeft(Scene.Sam.Id, Scene.Now, Scene.Olu.Id), null),
            new HistoryEntry.Lived(new HandoffEvent.ReceiverLeft(Scene.Kim.Id, Scene.Now, new(Scene.Olu.Id, "it is their turn")), null),
            new HistoryEntry.Lived(new HandoffEvent.ReceiverLeft(Scene.Kim.Id, Scene.Now, null), null),
        ]);

        var lines = form.Parts.OfType<FormPart.Shown>().Select(one => one.Part).OfType<CardPart.Note>().Select(one => one.Phrase.Plainly()).ToList();
        Assert.Contains(lines, one => one.EndsWith("Sam has left the organization; Olu goes on with it", StringComparison.Ordinal));
        Assert.Contains(lines, one => one.EndsWith("Kim has left the organization; Olu is proposed, because it is their turn", StringComparison.Ordinal));
        Assert.Contains(lines, one => one.EndsWith("Kim has left the organization; nobody is proposed in their place", StringComparison.Ordinal));
    }

    [Fact]
    public void However_much_somebody_held_the_lead_can_read_it()
    {
        var many = Enumerable.Range(0, 40).Select(number => Scene.Handoff(HandoffStatus.Draft) with { Number = 2000 + number }).ToList();
        var says = DepartureCard.Says(new(
            new string('k', 500), [.. many], [.. many.Select(one => (one, "Olu"))], [.. many], [.. many.Select(one => $"Client\nof {one.Number} {new string('x', 300)}")]));

        Assert.InRange(says.Length, 1, 3000);
        Assert.DoesNotContain('\n', says);
        Assert.Contains("and 30 more, which ", says, StringComparison.Ordinal);
        Assert.Contains("30 more.", says, StringComparison.Ordinal);
        Assert.Equal("Kim has left.", DepartureCard.Says(new("Kim", [], [], [], [])));
    }

    private static HandoffView With(HandoffView view) => view with { People = view.People.SetItem(Scene.Kim.Id, KimAway) };
}

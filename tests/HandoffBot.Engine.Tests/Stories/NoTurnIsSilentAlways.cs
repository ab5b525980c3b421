using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage.Rows;
using static HandoffBot.Engine.Tests.Stories.EveryStory;

namespace HandoffBot.Engine.Tests.Stories;

/// <summary>A change of turn is never silent, whatever random people do in whatever order.</summary>
public sealed class NoTurnIsSilentAlways
{
    [Fact]
    public Task A_change_of_turn_is_told_to_both_sides_once_in_the_transaction_that_makes_it() => After_every_move(move =>
    {
        if (!ChangesTurn(move))
            return;

        var (was, now) = (move.Was.Handoff, move.Is.Handoff);
        var toReceivers = Assert.Single(Ringing(move), one => one.Kind == nameof(IntentKind.TurnToReceivers));
        Assert.EndsWith(now.ReceivingTeam == "onboarding" ? "/19:intake@thread.tacv2" : "/C0FAR", toReceivers.Lane, StringComparison.Ordinal);
        var isLoud = move.Events.Any(one => one is HandoffEvent.ReRouted or HandoffEvent.Answered || (one is HandoffEvent.Submitted && was.Round > 0));
        Assert.Equal(isLoud, Intent.Read(toReceivers.Intent).Broadcast);

        // Nobody is told what they have just done themselves, and that it was sent is confirmed once the brief is there.
        var toSender = Ringing(move).Where(one => one.Kind == nameof(IntentKind.TurnToSender)).ToList();
        if (move.By == now.Sender || move.Events.Any(one => one is HandoffEvent.Submitted))
            Assert.Empty(toSender);
        else if (IsThere(move, now.Sender))
            Assert.Single(toSender, one => IsTo(move, one, now.Sender));
        else
            Assert.True(toSender.Count > 0 || move.By == LeadOfSales(move) || !IsThere(move, LeadOfSales(move)));
    });

    [Fact]
    public Task What_is_said_of_a_turn_mentions_who_must_move() => After_every_move(move =>
    {
        foreach (var (delivery, call) in move.Posted.Where(one => one.Delivery.Kind == nameof(IntentKind.TurnToReceivers)))
        {
            var handoff = move.Is.Handoff;
            var turn = Intent.Read(delivery.Intent).Turn;
            if (handoff.Status is not (HandoffStatus.Submitted or HandoffStatus.Accepted) || handoff.Holder is not { } holder || turn is Turn.FilledIn or Turn.SenderChanged)
                continue;

            // Whoever asked goes on with what was answered, for as long as they are there.
            PersonId[] must = turn == Turn.Answered ? [holder, .. handoff.Questions.Select(one => one.By).Where(one => IsThere(move, one))] : [holder];
            Assert.Contains(call.Card!.Summary.Parts, part => part is Inline.Mention mention && must.Any(one => mention.Name == move.Is.View.NameOf(one)));
        }

        foreach (var (delivery, call) in move.Posted.Where(one => one.Delivery.Kind == nameof(IntentKind.TurnToSender)))
        {
            var told = Intent.Read(delivery.Intent).Person is { } instead ? new PersonId(instead) : move.Is.Handoff.Sender;
            Assert.Contains(call.Card!.Summary.Parts, part => part is Inline.Mention mention && mention.Name == move.Is.View.NameOf(told));
        }
    });

    [Fact]
    public Task Whoever_gets_or_loses_the_client_by_a_handoff_hears_of_it() => After_every_move(move =>
    {
        if (move.Was.Owner is not { } before || move.Is.Owner is not { } after || before == after || move.Events.IsEmpty)
            return;

        foreach (var person in new[] { before, after }.Where(one => one != move.By && IsThere(move, one)))
        {
            var inTheThread = person == after && move.Events[0] is HandoffEvent.Accepted && Ringing(move).Any(one => one.Kind == nameof(IntentKind.TurnToReceivers));
            Assert.True(inTheThread || Ringing(move).Any(one => IsTo(move, one, person) && !Intent.Read(one.Intent).IsCard), move.Is.View.NameOf(person));
        }
    });

    [Fact]
    public Task Whoever_is_to_send_it_instead_of_another_hears_of_it() => After_every_move(move =>
    {
        if (move.Was.Handoff.Sender == move.Is.Handoff.Sender || move.By is not { } by)
            return;

        foreach (var person in new[] { move.Was.Handoff.Sender, move.Is.Handoff.Sender }.Where(one => one != by && IsThere(move, one)))
            Assert.Contains(Ringing(move), one => IsTo(move, one, person) && !Intent.Read(one.Intent).IsCard);
    });

    [Fact]
    public async Task The_stories_have_every_change_of_turn_and_each_is_posted_somewhere()
    {
        var moves = await MovesAsync();
        Type[] changing =
        [
            typeof(HandoffEvent.Submitted), typeof(HandoffEvent.Asked), typeof(HandoffEvent.Answered), typeof(HandoffEvent.Accepted), typeof(HandoffEvent.Rejected),
            typeof(HandoffEvent.SentBack), typeof(HandoffEvent.ReRouted), typeof(HandoffEvent.Withdrawn), typeof(HandoffEvent.AcceptUndone), typeof(HandoffEvent.RejectUndone),
            typeof(HandoffEvent.KickedOff), typeof(HandoffEvent.Reopened), typeof(HandoffEvent.SenderChanged),
        ];
        Assert.Empty(changing.Select(one => one.Name).Except(moves.SelectMany(move => move.Events).Select(one => one.GetType().Name)));
        var posted = moves.SelectMany(move => move.Posted).Select(one => Intent.Read(one.Delivery.Intent)).ToList();
        Assert.Empty(Enum.GetValues<Turn>().Except([Turn.Owed, Turn.Released, Turn.FilledIn, Turn.RejectUndone]).Except(posted.Where(one => one.Kind is IntentKind.TurnToReceivers or IntentKind.TurnToSender).Select(one => one.Turn!.Value)));
    }

    /// <summary>Another side must move, or the same one must do something else.</summary>
    private static bool ChangesTurn(Move move)
    {
        var (was, now) = (move.Was.Handoff, move.Is.Handoff);
        return move.Events.Length > 0 && now.Status != HandoffStatus.Discarded
            && ((was.Status, was.ReceivingTeam) != (now.Status, now.ReceivingTeam) || move.Events[0] is HandoffEvent.Asked);
    }

    /// <summary>What is written to be posted anew; a question's message that is redrawn rings nobody.</summary>
    private static IEnumerable<DeliveryRow> Ringing(Move move) => move.Written.Where(one => !one.DedupeKey.Contains("/notice/", StringComparison.Ordinal));

    private static PersonId LeadOfSales(Move move) => move.Is.View.People.Values.Single(one => one.Name == "Lea").Id;

    private static bool IsThere(Move move, PersonId person) => !move.Is.View.Person(person).Accounts.IsEmpty;

    private static bool IsTo(Move move, DeliveryRow delivery, PersonId person) => move.Is.View.Person(person).Accounts.Any(one => Lane.Of(one).ToString() == delivery.Lane);
}

using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Chat;

/// <summary>Whatever people typed, every form and card is drawn, and within the limits.</summary>
public sealed class HostileInputFacts
{
    private static readonly string[] Nasty =
    [
        "", " ", "<!channel> <@U123> *bold* `x`", "\u202Eevil\u202C", "👩‍👩‍👧‍👦", new('x', 100_000), new('\u0301', 5_000), "\ud800", "a\r\nb\tc\0", "&lt;&amp;",
        string.Concat(Enumerable.Repeat("👍🏽", 20_000)),
    ];

    [Fact]
    public void Every_form_and_card_is_drawn_of_any_text() =>
        Prop.ForAll(Texts().ToArbitrary(), text =>
        {
            foreach (var form in Forms(text))
            {
                Assert.InRange(form.Title.Length, 1, 24);
                Assert.True(form.Submit is null or { Length: <= 24 });
                var ids = Ids(form).ToList();
                Assert.Equal(ids.Count, ids.Distinct().Count());
            }

            foreach (var card in Cards(text))
                Assert.NotEmpty(Transcript.Of(card.Summary));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_card_stays_small_whatever_was_typed() =>
        Prop.ForAll(Texts().ToArbitrary(), text =>
        {
            foreach (var card in Cards(text))
            {
                Assert.InRange(Transcript.Of(card).Length, 1, 13_000);
                Assert.InRange(Transcript.Of(card.Summary).Length, 1, 3_000);
                Assert.InRange(card.Parts.Length, 1, 45);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Shortening_never_exceeds_the_length_nor_splits_a_surrogate_pair() =>
        Prop.ForAll(Texts().ToArbitrary(), ArbMap.Default.ArbFor<PositiveInt>(), (text, length) =>
        {
            var whole = text.Replace("\ud800", "", StringComparison.Ordinal);
            var shortened = Shortened.To(whole, length.Get);
            Assert.True(shortened.Length <= Math.Max(length.Get, 0));
            Assert.False(shortened.TrimEnd('…') is [.., var last] && char.IsHighSurrogate(last));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Short_text_is_not_touched() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text => Shortened.To(text.Get, text.Get.Length) == text.Get).QuickCheckThrowOnFailure();

    private static Gen<string> Texts() => Gen.OneOf(Gen.Elements(Nasty), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

    private static IEnumerable<Form> Forms(string text)
    {
        var views = Enum.GetValues<HandoffStatus>().Select(status => View(status, text)).ToList();
        var inputs = ImmutableDictionary<string, Input>.Empty
            .Add("scope", new Input.Typed(text)).Add(AcceptScreen.Owner, new Input.Selected(text, text)).Add(RejectScreen.Reasons, new Input.Many([text]));
        yield return ChoosePlaybookScreen.Draw(Scene.Organization, [Scene.Playbook], text, text);
        foreach (var view in views)
        {
            for (var step = 0; step < 2; step++)
                yield return new ChecklistScreen { Playbook = view.Handoff.Playbook, Step = step, Answers = view.Handoff.Answers, View = view, Inputs = inputs, Drawn = ["scope"] }.Draw();

            yield return ReviewScreen.Draw(view, [.. Enumerable.Repeat(new Finding("scope", 1, text, text), 200)], 1);
            yield return AcceptScreen.Draw(view, Scene.Kim, inputs);
            yield return RejectScreen.Draw(view, inputs);
            yield return DetailsScreen.Draw(view, []);
            yield return AskScreen.Draw(view, AskScreen.MostAtOnce, inputs.Add(AskScreen.TextId(0), new Input.Typed(text)), says: text);
            yield return new AnswerQuestionsScreen { View = view, Inputs = inputs, Drawn = ["scope"], Says = text }.Draw();
            yield return CorrectScreen.Draw(view.Handoff, []);
            yield return KickOffScreen.Draw(view);
        }
    }

    private static IEnumerable<Card> Cards(string text)
    {
        foreach (var status in Enum.GetValues<HandoffStatus>())
        {
            var view = View(status, text);
            yield return BriefCard.For(view);
            yield return SenderCard.For(view with { NotPosted = text });
            yield return NoticeCards.NotPosted(view, text);
            yield return PingCard.For(Scene.Ping(view, PingRole.Holder, Scene.Kim, Duration.FromHours(1)));
            yield return RemindersCard.For([.. Enumerable.Repeat(PingCard.Of(Scene.Ping(view, PingRole.Lead, Scene.Kim, Duration.FromHours(1), late: true)), RemindersCard.Most)]);
            yield return ClientPingCard.For(new ClientPingView(
                view.Client! with { Name = text }, view.Organization, view.Now, Guid.Empty, 1, "50%", true, view.Now, view.Now, view.Now, Scene.Kim, PingRole.Lead, view));
            foreach (var turn in Enum.GetValues<Turn>())
            {
                yield return TurnCards.ToReceivers(view, turn);
                yield return TurnCards.ToSender(view, turn);
            }

            yield return ListCard.For(new(
                "mine", "Mine", 1, 8, [.. Enumerable.Repeat(ListEntry.Of(view, Act.Show), 8)], DateTimeZone.Utc, "", []));
        }

        yield return HelpCard.Unknown(text, [Scene.Playbook]);
        yield return HelpCard.DidYouMean(text, "inbox");
    }

    private static HandoffView View(HandoffStatus status, string text)
    {
        var answers = Scene.Answered.With(new Dictionary<string, Answer?> { ["client"] = new Answer.Client(null, text), ["scope"] = new Answer.Text(text) });
        var handoff = Scene.Handoff(status, answers: answers);
        var people = new[] { Scene.Sam, Scene.Kim, Scene.Olu }.ToImmutableDictionary(one => one.Id, one => one with { Name = text });
        return Scene.View(handoff with
        {
            Questions = [.. handoff.Questions, .. Enumerable.Range(2, 20).Select(number => Scene.Question(number, text, "scope", text) with
            {
                Reply = number % 2 == 0 ? new(Scene.Sam.Id, Scene.Now, text) : null,
                Closed = number % 2 != 0 && (status != HandoffStatus.Clarifying || number > 19) ? new(ClosedBy.Withdrawing, Scene.Now) : null,
            })],
            ClarificationRun = ClockRun.First(Scene.Now),
            Proposal = new(Scene.Kim.Id, text),
            Accepted = handoff.Accepted is { } accepted ? accepted with { ReadBack = text } : null,
            Rejected = handoff.Rejected is { } rejected
                ? rejected with { Note = text, Reasons = [.. Enumerable.Range(0, 100).Select(i => $"{text}{i}")], Fields = ["scope", text] } : null,
        }) with
        { People = people };
    }

    private static IEnumerable<string> Ids(Form form) => form.Parts.SelectMany(part => part switch
    {
        FormPart.ChecklistField field => [field.Field.Id],
        FormPart.PersonField field => [field.Id],
        FormPart.ClientField field => [field.Id],
        FormPart.HandoffField field => [field.Id],
        FormPart.TextField field => [field.Id],
        FormPart.OneOf field => [field.Id],
        FormPart.ManyOf field => [field.Id],
        FormPart.Criteria criteria => criteria.Of.Select((_, place) => $"{criteria.Id}-{place}"),
        _ => Array.Empty<string>(),
    });
}

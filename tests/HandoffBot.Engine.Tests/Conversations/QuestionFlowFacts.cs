using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>The forms that ask and answer: what opens for whom, what is said beside an input, and what is kept.</summary>
public sealed class QuestionFlowFacts
{
    private const int Number = 1001;

    [Fact]
    public async Task Several_questions_are_asked_with_one_form_and_answered_with_another()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        var one = Open(await office.PressesAsync(Kim, Presses.Of(Act.Ask, view.Handoff)));
        var two = Next(await office.PressesInAsync(Kim, one, Presses.Of(Act.AskMore, view.Handoff), ("question-1", Text("Which modules?"))));
        Assert.Equal((2, 1, "Which modules?"), (two.Token.Step, two.Token.Drawing, TextOf(two, "question-1")));

        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(
            Kim, two, ("question-1", Text("Which modules?")), ("about-1", new Input.Many(["scope"])), ("question-2", Text("When?")), ("client-2", new Input.Many(["client"]))));

        var asked = (await office.ViewAsync(Number)).Handoff;
        Assert.Equal([("Which modules?", "scope", false), ("When?", "", true)], asked.OpenQuestions.Select(q => (q.Text, string.Join(',', q.Fields), q.WaitsForClient)));
        Assert.Equal(
            [(IntentKind.TurnToReceivers, false), (IntentKind.TurnToSender, false)],
            (await office.IntentsAsync()).Where(intent => intent.Turn == Turn.Asked).Select(intent => (intent.Kind, intent.Broadcast)));

        foreach (var who in new[] { Sam, Ana, Kim })
            Assert.Contains("H-1001 · Brightwave Ltd", Said(await office.TypesAsync(who, "inbox")), StringComparison.Ordinal);

        var answers = Open(await office.PressesAsync(Ana, Presses.Of(Act.Answer, asked)));
        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(
            Ana, answers, ("reply-1", Text("All of them.")), ("reply-2", Text("In May.")), ("scope", Text("Fifty seats of all modules"))));

        var answered = (await office.ViewAsync(Number)).Handoff;
        Assert.Equal((HandoffStatus.Submitted, "Fifty seats of all modules"), (answered.Status, answered.Answers.Find("scope")!.Plain));
        Assert.Equal(["All of them.", "In May."], answered.Questions.Select(q => q.Reply!.Text));
        Assert.Equal(
            [(IntentKind.TurnToReceivers, true), (IntentKind.TurnToSender, false)],
            (await office.IntentsAsync()).Where(intent => intent.Turn == Turn.Answered).Select(intent => (intent.Kind, intent.Broadcast)));
    }

    [Fact]
    public async Task What_is_wrong_with_a_question_stands_beside_it_and_nothing_is_lost()
    {
        await using var office = await OpenAsync();
        var form = Open(await office.PressesAsync(Kim, Presses.Of(Act.Ask, (await office.SubmittedAsync()).Handoff)));

        var errors = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form, ("about-1", new Input.Many(["scope", "security"]))));
        var empty = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form));

        Assert.Equal(["about-1", "question-1"], errors.ByInput.Keys.Order());
        Assert.Equal("scope,security", string.Join(',', errors.Redrawn.Parts.OfType<FormPart.ManyOf>().First().Current));
        Assert.Equal("Write what you need to know.", empty.ByInput["question-1"]);
        Assert.Equal(HandoffStatus.Submitted, (await office.ViewAsync(Number)).Handoff.Status);
    }

    [Fact]
    public async Task Who_may_neither_ask_nor_answer_reads_who_may()
    {
        await using var office = await OpenAsync();
        var submitted = (await office.SubmittedAsync()).Handoff;

        foreach (var who in new[] { Sam, Dee, Root })
            Assert.Contains("Only Onboarding can ask about H-1001: Kim, Olu.", Said(await office.PressesAsync(who, Presses.Of(Act.Ask, submitted))), StringComparison.Ordinal);

        var asked = await AskAsync(office, "Which modules?");
        foreach (var who in new[] { Kim, Dee, Root })
            Assert.Contains("Only Sales can answer the questions about H-1001: Sam, Ana.", Said(await office.PressesAsync(who, Presses.Of(Act.Answer, asked))), StringComparison.Ordinal);

        var form = Open(await office.PressesAsync(Sam, Presses.Of(Act.Answer, asked)));
        Assert.Contains("Only Sales can answer", Said(await office.SubmitsAsync(Kim, form, ("reply-1", Text("All.")))), StringComparison.Ordinal);
        Assert.Contains("Only Sales can answer", Said(await office.PressesInAsync(Kim, form, new(Act.Redraw, Number, Text: "segment"))), StringComparison.Ordinal);
        Assert.Contains("There is no H-99.", Said(await office.PressesAsync(Sam, new(Act.Answer, 99, 1))), StringComparison.Ordinal);
        Assert.Contains("There is no H-99.", Said(await office.PressesAsync(Kim, new(Act.Ask, 99, 1))), StringComparison.Ordinal);
        Assert.Contains("There is no H-99.", Said(await office.SubmitsAsync(Sam, form with { Token = form.Token with { Handoff = 99 } })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_round_asks_and_answers_nothing()
    {
        await using var office = await OpenAsync();
        var submitted = (await office.SubmittedAsync()).Handoff;
        var asks = Open(await office.PressesAsync(Olu, Presses.Of(Act.Ask, submitted)));
        var answers = Open(await office.PressesAsync(Sam, Presses.Of(Act.Answer, await AskAsync(office, "Which modules?"))));
        await office.PressesAsync(Sam, Presses.Of(Act.Withdraw, submitted));
        await office.SubmitsAsync(Sam, Open(await office.PressesAsync(Sam, new(Act.Continue, Number))));
        Assert.Equal(2, (await office.ViewAsync(Number)).Handoff.Round);

        Assert.Contains("That was round 1", Said(await office.SubmitsAsync(Olu, asks, ("question-1", Text("Why?")))), StringComparison.Ordinal);
        Assert.Contains("That was round 1", Said(await office.PressesInAsync(Olu, asks, new(Act.AskMore, Number))), StringComparison.Ordinal);
        Assert.Contains("That was round 1", Said(await office.SubmitsAsync(Sam, answers, ("reply-1", Text("All.")))), StringComparison.Ordinal);
        Assert.Contains("That was round 1", Said(await office.PressesInAsync(Sam, answers, new(Act.Redraw, Number, Text: "scope"))), StringComparison.Ordinal);
        Assert.Equal(HandoffStatus.Submitted, (await office.ViewAsync(Number)).Handoff.Status);
    }

    [Fact]
    public async Task Who_asks_what_was_asked_meanwhile_sees_it_and_keeps_the_words()
    {
        await using var office = await OpenAsync();
        var view = await office.SubmittedAsync();
        var kims = Open(await office.PressesAsync(Kim, Presses.Of(Act.Ask, view.Handoff)));
        await AskAsync(office, "Which modules?");
        var more = Next(await office.PressesInAsync(Kim, kims, Presses.Of(Act.AskMore, view.Handoff), ("question-1", Text("What modules?"))));
        Assert.Equal(kims.Token.Revision, more.Token.Revision);

        var again = Next(await office.SubmitsAsync(Kim, more, ("question-2", Text("What modules?"))));

        Assert.Contains("a new question", Said(new Reply.NextForm(again)), StringComparison.Ordinal);
        Assert.Equal("What modules?", TextOf(again, "question-2"));
        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(Kim, again, ("question-2", Text("Also when?"))));
        Assert.Equal(2, (await office.ViewAsync(Number)).Handoff.OpenQuestions.Length);
    }

    [Fact]
    public async Task More_than_fit_are_not_asked_and_stay_in_the_form()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync();
        await AskAsync(office, [.. Enumerable.Repeat("?", 4)]);
        await AskAsync(office, [.. Enumerable.Repeat("?", 5)]);
        var handoff = (await office.ViewAsync(Number)).Handoff;
        var form = Open(await office.PressesAsync(Kim, Presses.Of(Act.Ask, handoff)));

        var two = form with { Token = form.Token with { Step = 2 } };
        var again = Next(await office.SubmitsAsync(Kim, two, ("question-1", Text("One?")), ("question-2", Text("Two?"))));
        Assert.Contains("Only 1 more fit", Said(new Reply.NextForm(again)), StringComparison.Ordinal);
        Assert.Equal("One?", TextOf(again, "question-1"));

        await office.SubmitsAsync(Kim, again, ("question-1", Text("One?")));
        Assert.Contains(
            "10 questions about H-1001 are open, and no more fit.", Said(await office.PressesAsync(Kim, Presses.Of(Act.Ask, (await office.ViewAsync(Number)).Handoff))),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_the_answers_is_kept_and_says_how_many_are_left()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync();
        var form = Open(await office.PressesAsync(Sam, Presses.Of(Act.Answer, await AskAsync(office, "One?", "Two?", "Three?"))));

        Assert.Contains("2 questions about H-1001 are still open.", Said(await office.SubmitsAsync(Sam, form, ("reply-2", Text("Yes.")))), StringComparison.Ordinal);
        var rest = Open(await office.PressesAsync(Sam, Presses.Of(Act.Answer, (await office.ViewAsync(Number)).Handoff)));
        Assert.Contains("1 question about H-1001 is still open.", Said(await office.SubmitsAsync(Sam, rest, ("reply-1", Text("Yes.")))), StringComparison.Ordinal);

        Assert.DoesNotContain(await office.IntentsAsync(), intent => intent.Turn == Turn.Answered);
    }

    [Fact]
    public async Task What_is_wrong_with_an_answer_stands_beside_it()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync();
        var form = Open(await office.PressesAsync(Sam, Presses.Of(Act.Answer, await AskAboutAsync(office, "scope"))));

        var nothing = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form, ("scope", Text("Fifty seats of everything"))));
        var tooShort = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form, ("scope", Text("Seats")), ("reply-1", Text("Changed."))));
        var missing = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form, ("reply-1", Text("Nothing."))));
        var tooLong = Assert.IsType<Reply.FormErrors>(
            await office.SubmitsAsync(Sam, form, ("scope", Text("Fifty seats of everything")), ("reply-1", Text(new string('x', 2001)))));

        Assert.Contains("Answer at least one", nothing.ByInput["reply-1"], StringComparison.Ordinal);
        Assert.Contains("10", tooShort.ByInput["scope"], StringComparison.Ordinal);
        Assert.Equal("Changed.", TextOf(tooShort.Redrawn, "reply-1"));
        Assert.Equal("It needs an answer.", missing.ByInput["scope"]);
        Assert.Equal("The answer has 2,001 characters; at most 2,000 fit.", tooLong.ByInput["reply-1"]);
        Assert.Equal(HandoffStatus.Clarifying, (await office.ViewAsync(Number)).Handoff.Status);
    }

    [Fact]
    public async Task What_a_changed_answer_asks_for_is_drawn_before_anything_is_kept()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync();
        var form = Open(await office.PressesAsync(Sam, Presses.Of(Act.Answer, await AskAboutAsync(office, "segment"))));

        var redrawn = Next(await office.PressesInAsync(Sam, form, new(Act.Redraw, Number, Text: "segment"), ("segment", Choice("Enterprise")), ("reply-1", Text("It is."))));
        var more = Next(await office.SubmitsAsync(Sam, form, ("segment", Choice("Enterprise")), ("reply-1", Text("It is."))));
        Assert.All([redrawn, more], one => Assert.Contains(one.Parts.OfType<FormPart.ChecklistField>(), part => part.Field.Id == "security"));
        Assert.Equal(("It is.", form.Token.Revision), (TextOf(more, "reply-1"), more.Token.Revision));
        Assert.Equal(HandoffStatus.Clarifying, (await office.ViewAsync(Number)).Handoff.Status);

        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(Sam, more, ("segment", Choice("Enterprise")), ("security", Choice("yes")), ("reply-1", Text("It is."))));
        Assert.Equal("Yes", (await office.ViewAsync(Number)).Handoff.Answers.Find("security")!.Plain);
    }

    [Fact]
    public async Task What_was_corrected_or_answered_meanwhile_is_shown_and_the_rest_of_the_form_kept()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync();
        await AskAboutAsync(office, "scope");
        var asked = await AskAsync(office, "When?");
        var anas = Open(await office.PressesAsync(Ana, Presses.Of(Act.Answer, asked)));
        var correct = Next(await office.SubmitsAsync(Sam, Open(await office.PressesAsync(Sam, Presses.Of(Act.Correct, asked))), (CorrectScreen.Step, Choice("1"))));
        await office.SubmitsAsync(Sam, correct, ("scope", Text("Sixty seats of everything")));

        var fresh = Next(await office.SubmitsAsync(Ana, anas, ("scope", Text("Fifty seats of everything")), ("reply-2", Text("In May."))));
        Assert.Contains("was changed since you opened it: What was sold", Said(new Reply.NextForm(fresh)), StringComparison.Ordinal);
        Assert.Equal(
            ("In May.", new Input.Typed("Sixty seats of everything")),
            (TextOf(fresh, "reply-2"), fresh.Parts.OfType<FormPart.ChecklistField>().Single().Current));

        await office.SubmitsAsync(Sam, Open(await office.PressesAsync(Sam, Presses.Of(Act.Answer, asked))), ("scope", Text("Sixty seats of everything")), ("reply-2", Text("In June.")));
        var again = Next(await office.SubmitsAsync(Ana, fresh, ("scope", Text("Sixty seats of everything")), ("reply-1", Text("All.")), ("reply-2", Text("In May."))));
        Assert.Contains("Question 2 of H-1001 was already answered by Sam", Said(new Reply.NextForm(again)), StringComparison.Ordinal);
        Assert.Equal("All.", TextOf(again, "reply-1"));

        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(Ana, again, ("scope", Text("Sixty seats of everything")), ("reply-1", Text("All."))));
        Assert.Contains(
            "Question", Said(await office.SubmitsAsync(Ana, again, ("reply-1", Text("Really all.")))), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["All.", "In June."], (await office.ViewAsync(Number)).Handoff.Questions.Select(one => one.Reply!.Text));
    }

    [Fact]
    public async Task The_same_answer_sent_twice_is_answered_as_the_first_time()
    {
        await using var office = await OpenAsync();
        await office.SubmittedAsync();
        var form = Open(await office.PressesAsync(Sam, Presses.Of(Act.Answer, await AskAsync(office, "One?"))));
        var sent = new Interaction.FormSubmitted(Sam, office.NewReceipt(), form.Token, Inputs(("reply-1", Text("Yes."))));

        Assert.IsType<Reply.CloseForm>(await office.HandleAsync(sent));
        Assert.IsType<Reply.CloseForm>(await office.HandleAsync(sent));
        Assert.Contains("You answered the questions about H-1001", Said(await office.PressesAsync(Sam, Presses.Of(Act.Answer, (await office.ViewAsync(Number)).Handoff))), StringComparison.Ordinal);
    }

    /// <summary>Olu asks about nothing in particular.</summary>
    private static async Task<Handoff> AskAsync(Office office, params string[] questions)
    {
        var form = Open(await office.PressesAsync(Olu, Presses.Of(Act.Ask, (await office.ViewAsync(Number)).Handoff)));
        form = form with { Token = form.Token with { Step = questions.Length } };
        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(Olu, form, [.. questions.Select((text, place) => (AskScreen.TextId(place), Text(text)))]));
        return (await office.ViewAsync(Number)).Handoff;
    }

    /// <summary>Olu asks about one answer.</summary>
    private static async Task<Handoff> AskAboutAsync(Office office, string field)
    {
        var form = Open(await office.PressesAsync(Olu, Presses.Of(Act.Ask, (await office.ViewAsync(Number)).Handoff)));
        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(Olu, form, ("question-1", Text("Really?")), ("about-1", new Input.Many([field]))));
        return (await office.ViewAsync(Number)).Handoff;
    }

    private static Form Open(Reply reply) => Assert.IsType<Reply.OpenForm>(reply).Form;

    private static Form Next(Reply reply) => Assert.IsType<Reply.NextForm>(reply).Form;

    private static string? TextOf(Form form, string id) => form.Parts.OfType<FormPart.TextField>().Single(part => part.Id == id).Current;
}

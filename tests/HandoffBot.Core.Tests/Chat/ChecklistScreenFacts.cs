using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Tests.Chat;

public sealed class ChecklistScreenFacts
{
    [Fact]
    public void The_first_step_of_a_new_handoff_asks_for_the_client() => Assert.Equal(
        """
        [Sales to Onboarding]
        Step 1 of 2 · 0 of 3 required
        # The deal
        Client* = 
        Segment* =  (redraws)
        ~ Next keeps what you typed here; closing the form loses it.
        <Close> <Next>
        """,
        Transcript.Of(new ChecklistScreen { Playbook = Scene.Playbook, Step = 0 }.Draw()));

    [Fact]
    public void A_later_step_goes_back_and_says_what_is_kept() => Assert.Equal(
        """
        [Sales to Onboarding]
        Step 2 of 2 · 3 of 3 required
        # The work
        What was sold* = Typed { Text = Fifty seats of everything }
        Who sold it = 
        <Back>
        ~ Next and Back keep what you typed here; closing the form loses it.
        <Close> <Next>
        """,
        Transcript.Of(Step(1).Draw()));

    [Fact]
    public void A_field_appears_with_the_answer_that_it_depends_on()
    {
        var enterprise = Scene.Answered.With(new Dictionary<string, Answer?> { ["segment"] = new Answer.Choice("Enterprise") });

        Assert.DoesNotContain("security", Fields(Step(0).Draw()));
        Assert.Contains("security", Fields((Step(0) with { Answers = enterprise }).Draw()));
    }

    [Fact]
    public void What_stands_in_the_form_overrides_what_is_stored_even_when_it_is_emptied()
    {
        var inputs = ImmutableDictionary<string, Input>.Empty.Add("client", new Input.Selected("new:Other", "Other"));

        var form = (Step(0) with { Inputs = inputs, Drawn = ["client", "segment"] }).Draw();

        Assert.Equal("Other", form.Parts.OfType<FormPart.ClientField>().Single().Current?.Label);
        Assert.Null(form.Parts.OfType<FormPart.ChecklistField>().Single().Current);
    }

    [Fact]
    public void A_field_that_appears_shows_what_is_stored_of_it()
    {
        var answers = Scene.Answered.With(new Dictionary<string, Answer?> { ["segment"] = new Answer.Choice("Enterprise"), ["security"] = new Answer.YesNo(true) });
        var inputs = ImmutableDictionary<string, Input>.Empty.Add("segment", new Input.Selected("Enterprise", "Enterprise"));

        var form = (Step(0) with { Answers = answers, Inputs = inputs, Drawn = ["client", "segment"] }).Draw();

        Assert.Equal(new Input.Selected("yes", "Yes"), form.Parts.OfType<FormPart.ChecklistField>().Single(one => one.Field.Id == "security").Current);
    }

    [Fact]
    public void The_token_tells_which_fields_the_form_can_change()
    {
        var form = Step(0).Draw();

        Assert.Equal<IEnumerable<string>>(["client", "segment"], ChecklistScreen.DrawnIn(form.Token, Scene.Playbook).Order());
    }

    [Theory]
    [InlineData("7,-1,x,,0")]
    [InlineData(null)]
    public void A_forged_token_names_no_other_fields(string? text) => Assert.Subset(
        new HashSet<string> { "client" },
        ChecklistScreen.DrawnIn(new(FormKind.Checklist, Text: text), Scene.Playbook).ToHashSet());

    [Fact]
    public void A_forged_step_has_no_fields() =>
        Assert.Empty(ChecklistScreen.DrawnIn(new(FormKind.Checklist, Step: 99, Text: "0"), Scene.Playbook));

    [Fact]
    public void An_error_stands_beside_its_field() => Assert.Contains(
        "Segment* = Selected { Id = SMB, Label = SMB } (redraws) !Choose one.",
        Transcript.Of((Step(0) with { Errors = ImmutableDictionary<string, string>.Empty.Add("segment", "Choose one.") }).Draw()),
        StringComparison.Ordinal);

    [Fact]
    public void A_rejected_handoff_shows_why_at_the_top_and_at_the_field()
    {
        var view = Scene.View(HandoffStatus.Rejected);

        var screen = Transcript.Of(new ChecklistScreen { Playbook = Scene.Playbook, Step = 1, Answers = Scene.Answered, View = view }.Draw());

        Assert.Contains("*Rejected by Kim*: Scope is unclear or missing. It is about “What was sold”.", screen, StringComparison.Ordinal);
        Assert.Contains("!Kim asked for another look at this.", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_correction_is_saved_and_does_not_go_on()
    {
        var form = (Step(1) with { Correcting = true, View = Scene.View(HandoffStatus.Submitted) }).Draw();

        Assert.Equal((FormKind.CorrectStep, "Save"), (form.Token.Kind, form.Submit));
        Assert.DoesNotContain(form.Parts, part => part is FormPart.AnswerButtons);
    }

    private static ChecklistScreen Step(int step) => new() { Playbook = Scene.Playbook, Step = step, Answers = Scene.Answered };

    private static IEnumerable<string> Fields(Form form) => form.Parts.OfType<FormPart.ChecklistField>().Select(part => part.Field.Id);
}

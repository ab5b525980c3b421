using System.Collections.Immutable;
using System.Reflection;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Playbooks;
using HandoffBot.Core.Tests.Chat;
using HandoffBot.Slack.Blocks;
using HandoffBot.Slack.Text;

namespace HandoffBot.Slack.Tests.Blocks;

/// <summary>Nothing that the core can say may be missing here: a new part without a drawing fails a test, not a person.</summary>
public sealed class EveryPartTests
{
    private static readonly CardDrawing Drawing = new(new PhraseWriter(Samples.Workspace, "/handoff"));

    [Fact]
    public void Every_card_part_is_drawn() => Covers<CardPart>(Samples.EveryCardPart.Parts, part => Assert.NotEmpty(Drawing.Draw(part)));

    [Fact]
    public void Every_form_part_is_drawn() => Covers<FormPart>(
        Samples.EveryFormPart.Parts.DistinctBy(part => part.GetType()), part => Assert.NotEmpty(Drawn(part)));

    [Fact]
    public void Every_inline_is_written() => Covers<Inline>(
        Samples.EveryInline.Parts.DistinctBy(part => part.GetType()),
        part =>
        {
            var writer = new PhraseWriter(Samples.Workspace, "/handoff");
            Assert.NotEmpty(writer.Mrkdwn(Phrase.Of(part), 500));
            Assert.NotEmpty(writer.Plain(Phrase.Of(part), 500));
        });

    [Fact]
    public void Every_kind_of_field_has_a_control() => Covers<FieldKind>(
        Samples.FieldKinds(), kind => Assert.NotNull(Controls.For(kind, "Label", null)));

    [Theory]
    [InlineData(typeof(FieldKind.Text), "plain_text_input")]
    [InlineData(typeof(FieldKind.LongText), "plain_text_input")]
    [InlineData(typeof(FieldKind.Number), "plain_text_input")]
    [InlineData(typeof(FieldKind.Money), "plain_text_input")]
    [InlineData(typeof(FieldKind.Date), "datepicker")]
    [InlineData(typeof(FieldKind.Choice), "static_select")]
    [InlineData(typeof(FieldKind.Choices), "checkboxes")]
    [InlineData(typeof(FieldKind.YesNo), "radio_buttons")]
    [InlineData(typeof(FieldKind.Person), "external_select")]
    [InlineData(typeof(FieldKind.Client), "external_select")]
    [InlineData(typeof(FieldKind.Email), "plain_text_input")]
    [InlineData(typeof(FieldKind.Url), "plain_text_input")]
    [InlineData(typeof(FieldKind.Phone), "plain_text_input")]
    public void A_kind_of_field_has_the_control_that_suits_it(Type kind, string control)
    {
        var field = Samples.FieldKinds().Single(one => one.GetType() == kind);
        Element element = Controls.For(field, "Label", null);

        Assert.Contains($"\"type\":\"{control}\"", System.Text.Json.JsonSerializer.Serialize(element, SlackJson.Wire.Element), StringComparison.Ordinal);
    }

    private static ImmutableList<Block> Drawn(FormPart part) =>
        new ViewRenderer("/handoff").Render(new Form(new(FormKind.Checklist), "Title", [part], "Next"), Samples.Workspace).Blocks;

    private static void Covers<T>(IEnumerable<T> samples, Action<T> check)
        where T : class
    {
        var all = samples.ToList();
        var kinds = typeof(T).GetNestedTypes(BindingFlags.Public).Where(type => type.IsSubclassOf(typeof(T))).ToHashSet();

        Assert.NotEmpty(kinds);
        Assert.Superset(kinds, all.Select(one => one.GetType()).ToHashSet());
        Assert.All(all, check);
    }
}

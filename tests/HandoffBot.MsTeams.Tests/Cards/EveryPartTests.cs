using System.Reflection;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Playbooks;
using HandoffBot.Core.Tests.Chat;
using HandoffBot.MsTeams.Cards;
using HandoffBot.MsTeams.Text;

namespace HandoffBot.MsTeams.Tests.Cards;

/// <summary>Nothing that the core can say may be missing here: a new part without a drawing fails a test, not a person.</summary>
public sealed class EveryPartTests
{
    private static readonly PhraseWriter Phrases = new(new Mentions(Scene.Tenant), null);

    [Fact]
    public void Every_card_part_is_drawn() => Covers<CardPart>(
        Samples.EveryCardPart.Parts, part => Assert.NotEmpty(new CardDrawing(Phrases, null, Room.Full).Draw(part)));

    [Fact]
    public void Every_form_part_is_drawn() => Covers<FormPart>(
        Samples.EveryFormPart.Parts.DistinctBy(part => part.GetType()), part => Assert.NotEmpty(Drawing.Draw(part)));

    [Fact]
    public void Every_inline_is_written() => Covers<Inline>(
        Samples.EveryInline.Parts.DistinctBy(part => part.GetType()),
        part =>
        {
            Assert.NotEmpty(Phrases.Markdown(Phrase.Of(part), 500));
            Assert.NotEmpty(Phrases.Plain(Phrase.Of(part), 500));
        });

    [Fact]
    public void Every_kind_of_field_has_a_control() => Covers<FieldKind>(Samples.FieldKinds(), kind => Assert.NotEmpty(Field(kind)));

    [Theory]
    [InlineData(typeof(FieldKind.Text), "Input.Text", "text_")]
    [InlineData(typeof(FieldKind.LongText), "Input.Text", "text_")]
    [InlineData(typeof(FieldKind.Number), "Input.Number", "text_")]
    [InlineData(typeof(FieldKind.Money), "Input.Text", "text_")]
    [InlineData(typeof(FieldKind.Date), "Input.Date", "text_")]
    [InlineData(typeof(FieldKind.Choice), "Input.ChoiceSet", "one_")]
    [InlineData(typeof(FieldKind.Choices), "Input.ChoiceSet", "many_")]
    [InlineData(typeof(FieldKind.YesNo), "Input.ChoiceSet", "one_")]
    [InlineData(typeof(FieldKind.Person), "Input.ChoiceSet", "found_")]
    [InlineData(typeof(FieldKind.Client), "Input.ChoiceSet", "found_")]
    [InlineData(typeof(FieldKind.Email), "Input.Text", "text_")]
    [InlineData(typeof(FieldKind.Url), "Input.Text", "text_")]
    [InlineData(typeof(FieldKind.Phone), "Input.Text", "text_")]
    public void A_kind_of_field_has_the_control_that_suits_it(Type kind, string control, string id)
    {
        var input = CardRules.Everything(new JsonArray([.. Field(Samples.FieldKinds().Single(one => one.GetType() == kind))]))
            .First(one => one["id"] is not null);

        Assert.Equal((control, $"{id}field"), ((string?)input["type"], (string?)input["id"]));
    }

    private static FormDrawing Drawing => new(new(FormKind.Checklist), Room.Full);

    private static IEnumerable<JsonObject> Field(FieldKind kind) =>
        Drawing.Draw(new FormPart.ChecklistField(Scene.Field("field", "Label", kind), null, false, null));

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

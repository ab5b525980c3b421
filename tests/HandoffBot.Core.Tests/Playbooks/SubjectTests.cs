using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Tests.Playbooks;

/// <summary>Playbooks that hand over something else than clients.</summary>
public class SubjectTests
{
    private const string Named = "name: Sales to Onboarding";
    private const string Field = "{ id: client, label: Client, type: client, required: true }";

    [Theory]
    [InlineData("Release", "'Release' does not say what is handed over: it is one word in lower case letters, at most 20, such as 'release'")]
    [InlineData("release note", "'release note' does not say what is handed over: it is one word in lower case letters, at most 20, such as 'release'")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaa", "'aaaaaaaaaaaaaaaaaaaaa' does not say what is handed over: it is one word in lower case letters, at most 20, such as 'release'")]
    [InlineData("date", "'date' is a type of field; call what is handed over by another word, such as 'release'")]
    [InlineData("[release]", "'subject' is a single value, not a list")]
    public void What_is_handed_over_is_one_word(string word, string says)
    {
        var whole = Small.Changed(Small.Playbook, Named, $"{Named}\nsubject: §{word}");

        // A list is no word that a field could be of, and leaves the subject a client.
        Small.AssertMistakeIn(Small.PlaybookFile, word.StartsWith('[') ? whole : Small.Changed(whole, "type: client", $"type: {word}"), says);
    }

    [Fact]
    public void A_field_says_which_one_it_is()
    {
        var whole = Small.Changed(Small.Playbook, Named, $"{Named}\nsubject: release");

        Small.AssertMistakeIn(
            Small.PlaybookFile, Small.Changed(whole, "  - step: The deal", "  §- step: The deal"),
            "no field says which release is handed over; add { id: release, label: Release, type: release, required: true }");
        Small.AssertMistakeIn(
            Small.PlaybookFile, Small.Changed(whole, "type: client", "type: §relaese"), "'relaese' is not a type of field; did you mean 'release'?");
    }

    [Fact]
    public void Its_word_is_the_type_of_that_field_and_a_client_is_one_like_any_other()
    {
        var whole = Small.Changed(Small.Changed(Small.Playbook, Named, $"{Named}\nsubject: release"), Field,
            $"{{ id: first, label: Who gets it first, type: client }}\n      - {{ id: release, label: Release, type: release, required: true }}");

        var playbook = Small.Good(playbook: whole).Playbooks.Values.Single();

        Assert.Equal(new Subject("release"), playbook.Subject);
        Assert.Equal("release", playbook.Checklist.ClientField.Id);
        Assert.Equal(Subject.Client, Assert.IsType<FieldKind.Client>(playbook.Checklist.Find("first")!.Kind).Of);
    }

    [Fact]
    public void Left_out_it_is_a_client() => Assert.Equal(Subject.Client, Small.Good().Playbooks.Values.Single().Subject);

    [Theory]
    [InlineData("client", "Acme Ltd", "Acme Ltd")]
    [InlineData("client", "Client Partners", "Client Partners")]
    [InlineData("release", "4.2", "release 4.2")]
    [InlineData("release", "Release 4.2", "Release 4.2")]
    [InlineData("release", "Released twice", "release Released twice")]
    public void A_sentence_says_of_which_kind_it_is(string word, string name, string called) => Assert.Equal(called, new Subject(word).Called(name));

    [Fact]
    public void A_field_takes_nothing_of_another_kind()
    {
        var (release, client) = (new ClientId(new(1, 0, 0, new byte[8])), new ClientId(new(2, 0, 0, new byte[8])));
        var context = new FieldContext(new(2026, 11, 23), "GBP", _ => null, id => new Answer.Client(id, "Apollo"))
        {
            SubjectOf = id => id == release ? new("release") : Subject.Client,
        };
        var field = new Field { Id = "release", Label = "Release", Kind = new FieldKind.Client { Of = new("release") } };

        Assert.IsType<FieldResult.Good>(FieldCheck.Read(field, new Input.Selected(SuggestionId.Of(release), "Apollo"), context));
        Assert.Equal(
            new FieldResult.Malformed("That release is not known here. Type a few letters of the name and choose from the list."),
            FieldCheck.Read(field, new Input.Selected(SuggestionId.Of(client), "Apollo"), context));
        Assert.Equal("Apollo is not there any more. Choose the release again.", FieldCheck.Recheck(field, new Answer.Client(client, "Apollo"), context));
        Assert.Null(FieldCheck.Recheck(field, new Answer.Client(release, "Apollo"), context));
    }
}

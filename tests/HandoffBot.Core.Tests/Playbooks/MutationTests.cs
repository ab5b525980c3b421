using FsCheck;
using FsCheck.Fluent;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Tests.Playbooks;

/// <summary>Whatever happens to a file, reading it ends with a configuration or with mistakes that lie inside it.</summary>
public class MutationTests
{
    private const string Odd = "\t\n :-#&*!|>'\"%@`{}[],?~é\u202e\0";

    private static readonly IReadOnlyList<ConfigurationFile> Shipped = Folders.Shipped;

    [Fact]
    public void A_mutated_folder_never_throws()
    {
        var mutation = from file in Gen.Choose(0, Shipped.Count - 1)
                       from kind in Gen.Choose(0, 4)
                       from at in Gen.Choose(0, 1_000_000)
                       from to in Gen.Choose(0, 1_000_000)
                       select new Mutation(file, kind, at, to);
        var mutations = Gen.NonEmptyListOf(mutation).Select(list => list.Take(4).ToList());
        Prop.ForAll(Arb.From(mutations), list => IsRead(list.Aggregate(Shipped, (files, one) => one.Apply(files))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261122, 1));
    }

    [Fact]
    public void Any_text_at_all_never_throws() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => IsRead(Small.Folder(text ?? "", text ?? "")) && PlaybookReader.ReadPinned("x.yml", text ?? "") is null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261122, 1));

    private static bool IsRead(IReadOnlyList<ConfigurationFile> files) => PlaybookReader.Read(files) switch
    {
        Reading.Good good => good.Configuration.Playbooks.Count > 0,
        Reading.Bad bad => bad.Mistakes.Count > 0 && bad.Mistakes.All(one => one.Says.Length > 0 && IsInside(one, files)),
        _ => false,
    };

    private static bool IsInside(Mistake mistake, IReadOnlyList<ConfigurationFile> files)
    {
        var lines = files.Single(file => file.Name == mistake.File).Text.ReplaceLineEndings("\n").Split('\n').Length;
        return mistake.Line >= 1 && mistake.Line <= lines && mistake.Column >= 1;
    }

    private sealed record Mutation(int File, int Kind, int At, int To)
    {
        public IReadOnlyList<ConfigurationFile> Apply(IReadOnlyList<ConfigurationFile> files) =>
            [.. files.Select((file, place) => place == File ? file with { Text = Change(file.Text) } : file)];

        private string Change(string text)
        {
            if (text.Length < 2)
                return text;

            var lines = text.Split('\n').ToList();
            var (line, letter, other) = (At % lines.Count, At % text.Length, To % text.Length);
            switch (Kind)
            {
                case 0:
                    lines.RemoveAt(line);
                    return string.Join('\n', lines);
                case 1:
                    lines.Insert(To % lines.Count, lines[line]);
                    return string.Join('\n', lines);
                case 2:
                    var letters = text.ToCharArray();
                    (letters[letter], letters[other]) = (letters[other], letters[letter]);
                    return new(letters);
                case 3:
                    return text.Insert(letter, Odd[To % Odd.Length].ToString());
                default:
                    return text[..letter];
            }
        }
    }
}

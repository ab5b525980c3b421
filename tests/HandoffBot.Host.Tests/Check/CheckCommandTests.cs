using HandoffBot.Core.Playbooks;

namespace HandoffBot.Host.Tests.Check;

public sealed class CheckCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("handoffbot-check-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_shipped_folder_passes()
    {
        var (code, lines) = Check(HostFolders.Playbooks);
        Assert.Equal(0, code);
        Assert.Equal(["4 playbooks, 6 teams: no mistakes"], lines);
    }

    [Theory]
    [InlineData(null, "note: here webhook 'pager' has no secret: the environment variable PAGER_SECRET is not set")]
    [InlineData("hunter2", "note: here webhook 'pager' has no usable secret: PAGER_SECRET is not 24 to 64 random bytes in base64")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", null)]
    public void A_secret_that_is_not_here_is_no_mistake_of_the_folder(string? secret, string? note)
    {
        CopyShipped();
        File.AppendAllText(
            Path.Combine(_folder.FullName, "organization.yml"), "\nwebhooks:\n  pager: {url: \"https://pager.example/hook\", secret: PAGER_SECRET}\n");

        var output = new StringWriter();
        Assert.Equal(0, CheckCommand.Run(_folder.FullName, output, name => name == "PAGER_SECRET" ? secret : null));

        Assert.EndsWith($"4 playbooks, 6 teams: no mistakes{Environment.NewLine}", output.ToString(), StringComparison.Ordinal);
        if (note is null)
            Assert.DoesNotContain("note", output.ToString(), StringComparison.Ordinal);
        else
            Assert.StartsWith(note, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_team_without_a_channel_is_noted()
    {
        CopyShipped();
        File.AppendAllText(Path.Combine(_folder.FullName, "organization.yml"), "\n");
        Change("organization.yml", "\nteams:\n", "\nteams:\n  legal: {name: Legal, members: [lea@northstar.example]}\n");

        var (code, lines) = Check(_folder.FullName);

        Assert.Equal(0, code);
        Assert.StartsWith("note: team 'legal' has no channel; an admin chooses one by 'setup legal here' in it", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var missing = Path.Combine(_folder.FullName, "nowhere");
        var (code, lines) = Check(missing);
        Assert.Equal(1, code);
        Assert.Equal([$"{missing}:1:1 there is no such folder; it should hold organization.yml and the playbooks", "1 mistake"], lines);
    }

    [Fact]
    public void Every_mistake_has_a_line_with_its_place()
    {
        CopyShipped();
        Change("organization.yml", "assign: round-robin   ", "assign: round-robbin   ");
        Change("sales-to-onboarding.yml", "to: onboarding", "to: onbording");
        var (code, lines) = Check(_folder.FullName);
        Assert.Equal(1, code);
        Assert.Equal(3, lines.Length);
        Assert.Matches("^organization.yml:[0-9]+:13 'assign' cannot be 'round-robbin'; did you mean 'round-robin'\\?$", lines[0]);
        Assert.Matches("^sales-to-onboarding.yml:[0-9]+:5 team 'onbording' is not defined; did you mean 'onboarding'\\?$", lines[1]);
        Assert.Equal("2 mistakes", lines[2]);
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused_and_the_others_are_still_read()
    {
        CopyShipped();
        File.WriteAllText(Path.Combine(_folder.FullName, "large.yml"), new string('#', (1024 * 1024) + 1));
        Change("sales-to-onboarding.yml", "to: onboarding", "to: onbording");
        var (_, lines) = Check(_folder.FullName);
        Assert.Equal("large.yml:1:1 the file is larger than 1 MB", lines[0]);
        Assert.Contains("onbording", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_text_is_not_also_missing()
    {
        CopyShipped();
        File.WriteAllBytes(Path.Combine(_folder.FullName, "organization.yml"), [0x61, 0x3a, 0xff, 0x80]);
        var (_, lines) = Check(_folder.FullName);
        Assert.Equal("organization.yml:1:1 the file is not UTF-8 text; save it as UTF-8", lines[0]);
        Assert.Equal("1 mistake", lines[^1]);
    }

    [Fact]
    public void Hidden_files_and_other_kinds_do_not_count()
    {
        CopyShipped();
        File.WriteAllText(Path.Combine(_folder.FullName, ".#organization.yml"), "not: [yaml");
        File.WriteAllText(Path.Combine(_folder.FullName, "README.md"), "# ours");
        Assert.Equal(0, Check(_folder.FullName).Code);
    }

    [Fact]
    public void A_calendar_file_in_a_folder_of_its_own_is_found_by_its_name()
    {
        CopyShipped();
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "calendars"));
        File.WriteAllText(
            Path.Combine(_folder.FullName, "calendars", "uk.ics"),
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20280417\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        Change("organization.yml", "# holidays-from: uk-bank-holidays.ics", "holidays-from: calendars/uk.ics");
        var good = Assert.IsType<Reading.Good>(ConfigurationFolder.Read(_folder.FullName));
        Assert.Empty(good.Configuration.Organization.Calendars["office"].Special[new(2028, 4, 17)]);
    }

    private static (int Code, string[] Lines) Check(string folder)
    {
        using var output = new StringWriter();
        var code = CheckCommand.Run(folder, output);
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private void CopyShipped()
    {
        foreach (var file in Directory.EnumerateFiles(HostFolders.Playbooks))
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
    }

    private void Change(string name, string from, string to)
    {
        var path = Path.Combine(_folder.FullName, name);
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }
}

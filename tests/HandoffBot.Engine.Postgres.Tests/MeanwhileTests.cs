using System.Diagnostics;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Tests;
using HandoffBot.Engine.Tests.Clocks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NodaTime;

namespace HandoffBot.Engine.Postgres.Tests;

/// <summary>Where several write at once, a command meets what another commits between two of its own questions.</summary>
public sealed class MeanwhileTests
{
    [Fact]
    public async Task A_ping_that_is_decided_between_two_questions_of_another_still_becomes_one_message_with_it()
    {
        await using var house = await House.OpenAsync(Clockwork.WithLadder("{at: 50%, notify: [lead]}"));
        var (one, other) = (await house.SubmittedAsync("One"), await house.SubmittedAsync("Other"));
        house.Time.Add(Duration.FromHours(2));

        // The house rehearses each command; the third question is the first of the performance.
        using var between = new Between(IsAboutCompany, after: 3, () => Task.Run(() => TakeAsync(house, other)));
        await TakeAsync(house, one);
        await house.DeliverAsync(10);

        Assert.True(between.Happened);
        var card = Assert.Single(house.Slack.Posts("@UOLGA")).Card!;
        Assert.Equal(2, card.Parts.OfType<CardPart.Buttons>().SelectMany(row => row.Of).Count(button => button.Press.Act == Act.Acknowledge));
    }

    private static async Task TakeAsync(House house, int number)
    {
        var clock = await house.ClockAsync(number);
        await house.Get<CommitSeam>().RunAsync(context => house.Get<ClockStep>().TakeAsync(context, clock.Id, clock.Fence), default);
    }

    /// <summary>Which clocks are near, and which ping waits already.</summary>
    private static bool IsAboutCompany(string sql) =>
        (sql.Contains("FROM \"Clocks\"", StringComparison.Ordinal) && sql.Contains("\"NextFireAt\" >=", StringComparison.Ordinal))
        || (sql.Contains("FROM \"Deliveries\"", StringComparison.Ordinal) && sql.Contains("\"DueAt\" >=", StringComparison.Ordinal));

    /// <summary>Does something when a question of this flow, and of no other, has been answered.</summary>
    private sealed class Between : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly AsyncLocal<bool> _isOurs = new();
        private readonly Func<string, bool> _isMeant;
        private readonly Func<Task> _happens;
        private readonly List<IDisposable> _subscribed = [];
        private int _left;

        public Between(Func<string, bool> isMeant, int after, Func<Task> happens)
        {
            (_isMeant, _left, _happens) = (isMeant, after, happens);
            _isOurs.Value = true;
            _subscribed.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public bool Happened => _left <= 0;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
                _subscribed.Add(value.Subscribe(this, (name, _, _) => name == RelationalEventId.CommandExecuted.Name));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (!_isOurs.Value || value.Value is not CommandExecutedEventData executed || !_isMeant(executed.Command.CommandText) || --_left != 0)
                return;

            _isOurs.Value = false;
#pragma warning disable VSTHRD002, xUnit1031 // Whoever asked is told the answer only when this has happened.
            _happens().GetAwaiter().GetResult();
#pragma warning restore VSTHRD002, xUnit1031
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error) => throw error;

        public void Dispose() => _subscribed.ForEach(one => one.Dispose());
    }
}

namespace HandoffBot.Benchmarks.Preparing;

/// <summary>A small database with one handoff of each sort, made by the bot's own desk, of which as many copies are made as are needed.</summary>
/// <param name="Draft">Number of a draft that is ready to be submitted.</param>
/// <param name="Submitted">Number of a handoff that waits for its answer.</param>
/// <param name="DraftState">The draft's state, as it is stored.</param>
/// <param name="SubmitPayload">What Slack would send when the draft's last screen is submitted, with <see cref="Load.Signed.Mark"/> for its number.</param>
/// <param name="TurnMessage">What the receivers of the submitted one were posted, as it went over the wire.</param>
/// <param name="Written">How many rows of each table submitting wrote: <c>Deliveries 3</c>.</param>
/// <param name="Later">Number of one that was submitted when the first step of <paramref name="Submitted"/>'s clock was about to fall due.</param>
/// <param name="Due">When that is, in milliseconds.</param>
internal sealed record Prepared(string Database, int Draft, int Submitted, string DraftState, string SubmitPayload, string Written, string TurnMessage, int Later, long Due);

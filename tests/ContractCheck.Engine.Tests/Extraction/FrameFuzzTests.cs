using System.Globalization;
using ContractCheck.Engine.Extraction;

#pragma warning disable CA5394 // The bytes must be the same for the same seed, and are no secret.
namespace ContractCheck.Engine.Tests.Extraction;

/// <summary>Whatever comes through a pipe is a frame, an end, or refused. <c>eng/fuzz.sh</c> runs it for longer.</summary>
public sealed class FrameFuzzTests
{
    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("CONTRACTCHECK_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 2000;

    private static int First => int.TryParse(Environment.GetEnvironmentVariable("CONTRACTCHECK_FUZZ_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 1;

    [Fact]
    public async Task Bytes_are_frames_or_refused()
    {
        var refused = 0;
        foreach (var seed in Enumerable.Range(First, Count))
        {
            using var stream = new MemoryStream(await BytesAsync(new Random(seed)));
            try
            {
                while (await FrameStream.ReadAsync(stream, (_, _) => 1000, CancellationToken.None) is { } frame)
                {
                    frame.Payload.Length.ShouldBeLessThanOrEqualTo(1000);
                }
            }
            catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
            {
                refused++;
            }
        }

        refused.ShouldBeInRange(Count / 4, Count);
    }

    private static async Task<byte[]> BytesAsync(Random random)
    {
        using var stream = new MemoryStream();
        for (var frames = random.Next(1, 4); frames > 0; frames--)
        {
            var payload = new byte[random.Next(0, 1200)];
            random.NextBytes(payload);
            await FrameStream.WriteAsync(stream, new Frame(random.Next(2) == 0 ? FrameKind.Result : FrameKind.Failure, (uint)random.Next(3), payload), CancellationToken.None);
        }

        var bytes = stream.ToArray();
        for (var changes = random.Next(0, 4); changes > 0; changes--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes[..random.Next(bytes.Length + 1)];
    }
}

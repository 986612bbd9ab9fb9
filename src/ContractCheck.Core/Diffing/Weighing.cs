namespace ContractCheck.Core.Diffing;

/// <summary>Sums up what two things have in common.</summary>
internal sealed class Weighing
{
    private readonly List<string> _evidence = [];

    /// <summary>What was found so far, each as a short phrase.</summary>
    public IReadOnlyList<string> Evidence => _evidence;

    /// <summary>The weight of something that may hold; where it does, it is evidence.</summary>
    public double Of(bool holds, double weight, string phrase)
    {
        if (holds)
        {
            _evidence.Add(phrase);
        }

        return holds ? weight : 0;
    }
}

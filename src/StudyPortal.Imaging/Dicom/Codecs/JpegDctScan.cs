namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>Reads the coefficients of one sequential or progressive scan (T.81, F.2 and G.2).</summary>
internal sealed class JpegDctScan(JpegScan scan, JpegFrame frame, JpegPlane[] planes)
{
    /// <summary>By component: the last coefficient of the mean.</summary>
    private readonly int[] _means = new int[4];

    /// <summary>The blocks that follow without a coefficient of their own.</summary>
    private int _emptyBlocks;
    private int _units;

    private bool IsProgressive => frame.Process == 2;

    public void Read(ref JpegBits bits)
    {
        if (scan.Components.Length == 1)
            ReadPlane(ref bits, scan.Components[0]);
        else
            ReadInterleaved(ref bits);
    }

    private void ReadPlane(ref JpegBits bits, JpegScanComponent coded)
    {
        var plane = planes[coded.Component.Index];
        for (var row = 0; row < (plane.Height + 7) / 8; row++)
            for (var column = 0; column < (plane.Width + 7) / 8; column++)
            {
                BeginUnit(ref bits);
                ReadBlock(ref bits, coded, plane.Block(column, row));
            }
    }

    private void ReadInterleaved(ref JpegBits bits)
    {
        var (across, down) = (JpegPlane.UnitsAcross(frame), JpegPlane.UnitsDown(frame));
        for (var row = 0; row < down; row++)
            for (var column = 0; column < across; column++)
            {
                BeginUnit(ref bits);
                foreach (var coded in scan.Components)
                    ReadUnit(ref bits, coded, column, row);
            }
    }

    private void ReadUnit(ref JpegBits bits, JpegScanComponent coded, int column, int row)
    {
        var (component, plane) = (coded.Component, planes[coded.Component.Index]);
        for (var y = 0; y < component.Vertical; y++)
            for (var x = 0; x < component.Horizontal; x++)
                ReadBlock(ref bits, coded, plane.Block(column * component.Horizontal + x, row * component.Vertical + y));
    }

    private void BeginUnit(ref JpegBits bits)
    {
        if (scan.RestartInterval > 0 && _units > 0 && _units % scan.RestartInterval == 0)
        {
            bits.Restart((_units / scan.RestartInterval - 1) & 7);
            Array.Clear(_means);
            _emptyBlocks = 0;
        }
        _units++;
    }

    private void ReadBlock(ref JpegBits bits, JpegScanComponent coded, Span<short> block)
    {
        if (scan.First == 0 && scan.HighBit == 0)
            block[0] = (short)((_means[coded.Component.Index] += bits.Difference(bits.Symbol(coded.Dc!))) << scan.LowBit);
        else if (scan.First == 0)
            block[0] |= (short)(bits.Bits(1) << scan.LowBit);
        if (scan.Last > 0 && scan.HighBit == 0)
            ReadDetail(ref bits, coded.Ac!, block);
        else if (scan.Last > 0)
            RefineDetail(ref bits, coded.Ac!, block);
    }

    private void ReadDetail(ref JpegBits bits, JpegHuffmanTable table, Span<short> block)
    {
        if (_emptyBlocks > 0)
        {
            _emptyBlocks--;
            return;
        }
        for (var index = Math.Max(1, scan.First); index <= scan.Last; index++)
        {
            var symbol = bits.Symbol(table);
            var (zeros, size) = (symbol >> 4, symbol & 15);
            if (size == 0 && zeros < 15)
            {
                _emptyBlocks = EmptyBlocks(ref bits, zeros) - 1;
                return;
            }
            index += zeros;
            if (size == 0)
                continue;
            if (index > scan.Last)
                throw Overrun(bits.Position);
            block[JpegTransform.ZigZag[index]] = (short)(bits.Difference(size) << scan.LowBit);
        }
    }

    /// <summary>One more bit of the coefficients that are known, and the first of others (T.81, figure G.7).</summary>
    private void RefineDetail(ref JpegBits bits, JpegHuffmanTable table, Span<short> block)
    {
        var index = scan.First;
        while (_emptyBlocks == 0 && index <= scan.Last)
        {
            var symbol = bits.Symbol(table);
            var (zeros, size) = (symbol >> 4, symbol & 15);
            if (size > 1)
                throw Overrun(bits.Position);
            if (size == 0 && zeros < 15)
            {
                _emptyBlocks = EmptyBlocks(ref bits, zeros);
                break;
            }
            var found = size == 0 ? 0 : bits.Bits(1) == 1 ? 1 << scan.LowBit : -1 << scan.LowBit;
            index = PassZeros(ref bits, block, index, zeros);
            if (index <= scan.Last)
                block[JpegTransform.ZigZag[index++]] = (short)found;
            else if (size > 0)
                throw Overrun(bits.Position);
        }
        if (_emptyBlocks > 0)
        {
            PassZeros(ref bits, block, index, int.MaxValue);
            _emptyBlocks--;
        }
    }

    /// <summary>Refines the coefficients up to the zero after this many others, and returns where that is.</summary>
    private int PassZeros(ref JpegBits bits, Span<short> block, int index, int zeros)
    {
        for (; index <= scan.Last; index++)
        {
            ref var coefficient = ref block[JpegTransform.ZigZag[index]];
            if (coefficient == 0 && zeros-- == 0)
                return index;
            if (coefficient != 0 && bits.Bits(1) == 1 && (coefficient & 1 << scan.LowBit) == 0)
                coefficient += (short)(coefficient > 0 ? 1 << scan.LowBit : -1 << scan.LowBit);
        }
        return index;
    }

    private int EmptyBlocks(ref JpegBits bits, int size) =>
        size == 0 || IsProgressive ? (1 << size) + bits.Bits(size) : throw Overrun(bits.Position);

    private static ImageFormatException Overrun(int position) =>
        FrameCodec.Corrupt(JpegDecoder.Name, $"coefficients that do not fit their block, at byte {position}");
}
